-- Files of revisions; the same again changes nothing.
INSERT INTO attachment (received_at, revision, name, digest, size)
SELECT $1, new.* FROM unnest($2, $3, $4, $5) AS new
ON CONFLICT DO NOTHING
