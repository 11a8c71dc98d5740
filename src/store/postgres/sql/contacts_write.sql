-- Of each submission the contact of its highest (version, revision); none of what is not here or withdrawn.
INSERT INTO contact (submission, revision, version, since, body)
SELECT new.* FROM unnest($1, $2, $3, $4, $5) AS new (submission, revision, version, since, body)
JOIN submission ON submission.uuid = new.submission AND submission.state <> 2
ON CONFLICT (submission) DO UPDATE
SET revision = excluded.revision, version = excluded.version, since = excluded.since, body = excluded.body
WHERE (contact.version, contact.revision) < (excluded.version, excluded.revision)
