-- Communities, new ones and changed ones.
INSERT INTO community (id, definition, change)
SELECT * FROM unnest($1, $2, $3)
ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, change = excluded.change
