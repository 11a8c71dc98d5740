-- Forgets the files of everything that is withdrawn.
DELETE FROM attachment
USING revision r
JOIN submission s ON s.uuid = r.submission
WHERE s.state = $1 AND attachment.revision = r.uuid
RETURNING attachment.digest
