-- What could not be accepted, in the order in which it came; of what is there, the reason is new.
INSERT INTO quarantine (device_no, digest, submission, revision, problem, waits_for, received_at, body)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (device_no, digest) DO UPDATE
SET problem = excluded.problem, waits_for = excluded.waits_for
