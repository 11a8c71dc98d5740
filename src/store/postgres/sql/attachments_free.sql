-- Those of some contents that no file has any more.
SELECT DISTINCT gone.digest
FROM unnest($1) AS gone (digest)
WHERE NOT EXISTS (SELECT FROM attachment a WHERE a.digest = gone.digest)
ORDER BY gone.digest
