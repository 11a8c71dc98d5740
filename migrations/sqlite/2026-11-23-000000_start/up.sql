-- The store of one node. Every growing table is narrow: bodies are compressed, rows refer to each
-- other by small local numbers, and no table has more than one index on a random key.
-- Times are milliseconds since 1970; UUIDs are 16 bytes.

CREATE TABLE node (
    id              INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    store           BLOB    NOT NULL,           -- the store's own UUID: part of every cursor
    change          BIGINT  NOT NULL,           -- the last change number given out
    catalogue       BIGINT  NOT NULL            -- the last change of reference data
);
INSERT INTO node (id, store, change, catalogue) VALUES (1, randomblob(16), 0, 0);

-- Reference data --------------------------------------------------------------------------------

CREATE TABLE form (
    no          INTEGER PRIMARY KEY NOT NULL,
    id          TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    definition  TEXT    NOT NULL,               -- domain::form::Form as JSON
    source      BLOB    NOT NULL,               -- the workbook or XForm as it was imported
    xform       BLOB    NOT NULL,               -- what clients get
    dictionary  BLOB    NOT NULL,               -- zstd dictionary of the bodies of this version
    stage       INTEGER NOT NULL,               -- 0 draft, 1 published, 2 retired
    change      BIGINT  NOT NULL,
    UNIQUE (id, version)
);

-- Files that come with a form version: pictures, sounds, tables to look things up in.
CREATE TABLE form_media (
    form_no     INTEGER NOT NULL REFERENCES form (no),
    name        TEXT    NOT NULL,               -- as the form names it
    digest      BLOB    NOT NULL,               -- SHA-256: where the content is
    md5         BLOB    NOT NULL,               -- as clients compare it
    size        BIGINT  NOT NULL,
    PRIMARY KEY (form_no, name)
) WITHOUT ROWID;

CREATE TABLE community (
    no          INTEGER PRIMARY KEY NOT NULL,
    id          TEXT    NOT NULL UNIQUE,
    definition  TEXT    NOT NULL,               -- domain::place::Community as JSON
    change      BIGINT  NOT NULL
);

CREATE TABLE area (
    id          TEXT    PRIMARY KEY NOT NULL,
    definition  TEXT    NOT NULL                -- domain::place::Area as JSON
);

CREATE TABLE taxonomy (
    id          INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    definition  TEXT    NOT NULL,               -- domain::taxonomy::Taxonomy as JSON
    change      BIGINT  NOT NULL
);

-- Numbers for the texts that facts are made of: need codes, choices, form ids (domain::needs::Codes).
CREATE TABLE code (
    no          INTEGER PRIMARY KEY NOT NULL,
    text        TEXT    NOT NULL UNIQUE
);

-- Devices and people ----------------------------------------------------------------------------

CREATE TABLE device (
    no          INTEGER PRIMARY KEY NOT NULL,
    id          BLOB    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    token       BLOB    NOT NULL UNIQUE,        -- SHA-256 of it
    test        BOOLEAN NOT NULL,               -- whether it is offered drafts
    enrolled_at BIGINT  NOT NULL,
    revoked_at  BIGINT,
    held        BIGINT  NOT NULL DEFAULT 0      -- different items of it that the node holds
);

CREATE TABLE device_community (
    device_no   INTEGER NOT NULL REFERENCES device (no),
    community   TEXT    NOT NULL,               -- may be unknown to the node yet
    added       BIGINT  NOT NULL,               -- change number
    removed     BIGINT,                         -- change number
    PRIMARY KEY (device_no, community)
) WITHOUT ROWID;

CREATE TABLE person (
    no          INTEGER PRIMARY KEY NOT NULL,
    id          BLOB    NOT NULL UNIQUE,
    name        TEXT    NOT NULL UNIQUE,
    password    TEXT    NOT NULL,               -- argon2id, PHC string
    role        TEXT    NOT NULL,
    areas       TEXT    NOT NULL,               -- JSON list; empty means everywhere
    created_at  BIGINT  NOT NULL,
    disabled_at BIGINT
);

CREATE TABLE session (
    token       BLOB    PRIMARY KEY NOT NULL,   -- SHA-256 of it
    person_no   INTEGER NOT NULL REFERENCES person (no),
    opened_at   BIGINT  NOT NULL,
    expires_at  BIGINT  NOT NULL
) WITHOUT ROWID;

CREATE TABLE sign_in_failure (
    key         BLOB    PRIMARY KEY NOT NULL,   -- SHA-256 of the name tried, known or not
    count       INTEGER NOT NULL,
    last_at     BIGINT  NOT NULL
) WITHOUT ROWID;

-- Submissions -----------------------------------------------------------------------------------

CREATE TABLE submission (
    no           INTEGER PRIMARY KEY NOT NULL,
    uuid         BLOB    NOT NULL UNIQUE,
    community_no INTEGER REFERENCES community (no),  -- of the head; null once withdrawn
    state        INTEGER NOT NULL,              -- 0 current, 1 void, 2 withdrawn
    change       BIGINT  NOT NULL
);
CREATE INDEX submission_community ON submission (community_no, change);

-- The key is submission.no * 4096 + a running number, so that the revisions of one submission lie
-- beside each other and need no index to be found.
CREATE TABLE revision (
    key         INTEGER PRIMARY KEY NOT NULL,
    uuid        BLOB    NOT NULL UNIQUE,
    version     BIGINT  NOT NULL,
    device_no   INTEGER NOT NULL REFERENCES device (no),
    form_no     INTEGER REFERENCES form (no),   -- whose dictionary the body is packed with
    received_at BIGINT  NOT NULL,
    withdraws   BOOLEAN NOT NULL,
    body        BLOB                            -- the bytes that arrived, zstd; null once erased
);

-- What each device made, by its last change: the order in which it pulls.
CREATE TABLE feed (
    device_no     INTEGER NOT NULL,
    change        BIGINT  NOT NULL,
    submission_no INTEGER NOT NULL,
    PRIMARY KEY (device_no, change)
) WITHOUT ROWID;

-- One row for each head that counts, clustered by community.
CREATE TABLE fact (
    community_no  INTEGER NOT NULL,
    submission_no INTEGER NOT NULL,
    row           BLOB    NOT NULL,             -- domain::needs::PackedFact, in numbers of code
    PRIMARY KEY (community_no, submission_no)
) WITHOUT ROWID;

CREATE TABLE community_total (
    community_no INTEGER PRIMARY KEY NOT NULL REFERENCES community (no),
    submissions  BIGINT NOT NULL,               -- current heads
    asked        BIGINT NOT NULL                -- of them, those with a fact
);

CREATE TABLE quarantine (
    no            INTEGER PRIMARY KEY NOT NULL,
    device_no     INTEGER NOT NULL REFERENCES device (no),
    digest        BLOB    NOT NULL,             -- SHA-256 of the bytes
    submission    BLOB,
    revision      BLOB,
    problem       TEXT    NOT NULL,             -- domain::problem::Problem as JSON
    waits_for     TEXT,                         -- store::Waiting as a key
    received_at   BIGINT  NOT NULL,
    body          BLOB,                         -- zstd; null once erased
    UNIQUE (device_no, digest)
);
CREATE INDEX quarantine_waits_for ON quarantine (waits_for) WHERE waits_for IS NOT NULL;
CREATE INDEX quarantine_revision ON quarantine (revision) WHERE revision IS NOT NULL;
CREATE INDEX quarantine_submission ON quarantine (submission) WHERE submission IS NOT NULL;

-- Files that came with submissions, by the revision they came with, known or not yet.
CREATE TABLE attachment (
    revision    BLOB    NOT NULL,
    name        TEXT    NOT NULL,               -- as the client calls it
    digest      BLOB    NOT NULL,               -- SHA-256: where the content is
    size        BIGINT  NOT NULL,
    received_at BIGINT  NOT NULL,
    PRIMARY KEY (revision, name, digest)
) WITHOUT ROWID;
CREATE INDEX attachment_digest ON attachment (digest);

CREATE TABLE audit (
    no          INTEGER PRIMARY KEY NOT NULL,
    at          BIGINT  NOT NULL,
    actor       TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    subject     TEXT    NOT NULL
);
