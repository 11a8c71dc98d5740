-- Adds and replaces files of a form version.
WITH f AS (SELECT no FROM form WHERE id = $1 AND version = $2)
INSERT INTO form_media (form_no, name, digest, md5, size)
SELECT f.no, m.name, m.digest, m.md5, m.size
FROM f, unnest($3, $4, $5, $6) AS m (name, digest, md5, size)
ON CONFLICT (form_no, name)
DO UPDATE SET digest = excluded.digest, md5 = excluded.md5, size = excluded.size
