-- Numbers to call, apart from the answers that they were given with; sealed like bodies.
CREATE TABLE contact (
    submission  BLOB    PRIMARY KEY NOT NULL,
    revision    BLOB    NOT NULL,               -- which said it
    version     BIGINT  NOT NULL,               -- of that
    since       BIGINT  NOT NULL,               -- the day of the interview, in days since 1970-01-01
    body        BLOB    NOT NULL
) WITHOUT ROWID;
CREATE INDEX contact_since ON contact (since);

-- How many days things are kept; none for as long as they are agreed to. What has no row is kept as the
-- program says.
CREATE TABLE retention (
    thing       TEXT    PRIMARY KEY NOT NULL,   -- domain::consent::Thing
    days        BIGINT
) WITHOUT ROWID;

-- What was removed since its time was over, and what is kept of it for good: counts.
CREATE TABLE retention_report (
    no          INTEGER PRIMARY KEY NOT NULL,
    at          BIGINT  NOT NULL,
    report      TEXT    NOT NULL                -- service::retention::Report as JSON
);
