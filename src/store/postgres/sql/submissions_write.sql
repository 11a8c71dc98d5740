-- The rows of submissions, new ones and others.
INSERT INTO submission AS there (uuid, community_no, state, change)
SELECT * FROM unnest($1, $2, $3, $4)
ON CONFLICT (uuid) DO UPDATE
SET community_no = excluded.community_no, state = excluded.state, change = excluded.change
