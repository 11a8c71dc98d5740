-- The files of a submission, by revision and name.
SELECT a.revision, a.name, a.digest, a.size
FROM revision r
JOIN attachment a ON a.revision = r.uuid
WHERE r.submission = $1
ORDER BY a.revision, a.name COLLATE "C", a.digest
