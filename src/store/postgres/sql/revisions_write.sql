-- Revisions that are new.
INSERT INTO revision (submission, uuid, version, device_no, form_no, received_at, withdraws, body)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
