-- Forgets the files of revisions.
DELETE FROM attachment
WHERE revision = ANY ($1)
RETURNING digest
