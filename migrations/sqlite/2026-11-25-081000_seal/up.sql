-- By what the store knows the master key that its bodies are sealed with; no row before there is one.
CREATE TABLE seal (
    id          INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    known_by    BLOB    NOT NULL
);
