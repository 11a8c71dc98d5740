-- What a federation declares beside forms and places: rounds, claims, what units are worth. Small, so
-- each is one text.
CREATE TABLE declared (
    kind        TEXT    NOT NULL,               -- store::rounds::Declared::KIND
    id          TEXT    NOT NULL,
    definition  TEXT    NOT NULL,               -- what it is, as JSON
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
