-- What waits under the names of revisions, and what waits with the bytes of devices.
SELECT device_no, digest, submission, revision, received_at
FROM quarantine
WHERE revision = ANY ($1)
UNION
SELECT q.device_no, q.digest, q.submission, q.revision, q.received_at
FROM quarantine q
JOIN unnest($2, $3) AS came (device_no, digest) ON q.device_no = came.device_no AND q.digest = came.digest
