-- Adds and replaces files of a form version.
INSERT INTO form_media (form_no, name, digest, md5, size)
SELECT f.no, m.name, m.digest, m.md5, m.size
FROM unnest($3, $4, $5, $6) AS m (name, digest, md5, size)
JOIN form f ON f.id = $1 AND f.version = $2
ON CONFLICT (form_no, name)
DO UPDATE SET digest = excluded.digest, md5 = excluded.md5, size = excluded.size
