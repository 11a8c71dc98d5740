-- How far `sikia copy` has come with this store as its target, by table. There are rows only while a copy
-- is not finished: no node opens such a store.
CREATE TABLE copy_progress (
    name        TEXT    PRIMARY KEY,            -- of a table
    source      TEXT    NOT NULL,               -- what is copied: store::copy::Source as JSON
    copied      BIGINT  NOT NULL,               -- rows
    last        BYTEA,                          -- the key of the last of them, as the source has it
    done        BOOLEAN NOT NULL
);
