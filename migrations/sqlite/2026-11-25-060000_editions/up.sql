-- What leaves the node: datasets, their editions, and who may have them.

CREATE TABLE dataset (
    id          TEXT    PRIMARY KEY NOT NULL,
    definition  TEXT    NOT NULL                -- domain::edition::Dataset as JSON
);

CREATE TABLE edition (
    dataset     TEXT    NOT NULL,
    number      BIGINT  NOT NULL,
    version     BIGINT  NOT NULL,               -- counts its changes
    definition  TEXT    NOT NULL,               -- domain::edition::Edition as JSON
    remembered  BLOB,                          -- true counts, so that later editions betray none of them
    PRIMARY KEY (dataset, number)
);

-- The files of editions, beside their definitions: which contents are needed is asked by digest.
CREATE TABLE edition_file (
    dataset     TEXT    NOT NULL,
    number      BIGINT  NOT NULL,
    name        TEXT    NOT NULL,
    digest      BLOB    NOT NULL,               -- SHA-256: where the content is
    size        BIGINT  NOT NULL,
    PRIMARY KEY (dataset, number, name)
);
CREATE INDEX edition_file_digest ON edition_file (digest);

-- What communities decided about being named with sensitive figures, in the order recorded.
CREATE TABLE agreement (
    no          INTEGER PRIMARY KEY NOT NULL,
    community   TEXT    NOT NULL,
    definition  TEXT    NOT NULL                -- domain::edition::Agreement as JSON
);

-- Tokens by which programs read datasets.
CREATE TABLE api_token (
    id          BLOB    PRIMARY KEY NOT NULL,
    token       BLOB    NOT NULL UNIQUE,        -- SHA-256 of it
    definition  TEXT    NOT NULL,               -- domain::access::ApiToken as JSON
    created_at  BIGINT  NOT NULL,
    revoked_at  BIGINT
);
