-- Areas, new ones and changed ones.
INSERT INTO area (id, definition)
SELECT * FROM unnest($1, $2)
ON CONFLICT (id) DO UPDATE SET definition = excluded.definition
