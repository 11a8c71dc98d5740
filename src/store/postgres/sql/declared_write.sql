-- What is declared, new and changed, all of one kind.
INSERT INTO declared (kind, id, definition)
SELECT * FROM unnest($1, $2, $3)
ON CONFLICT (kind, id) DO UPDATE SET definition = excluded.definition
