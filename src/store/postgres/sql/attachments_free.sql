-- Those of some contents that no file of a record, a form or an edition has any more.
SELECT DISTINCT gone.digest
FROM unnest($1) AS gone (digest)
WHERE NOT EXISTS (SELECT FROM attachment a WHERE a.digest = gone.digest)
  AND NOT EXISTS (SELECT FROM form_media m WHERE m.digest = gone.digest)
  AND NOT EXISTS (SELECT FROM edition_file e WHERE e.digest = gone.digest)
ORDER BY gone.digest
