-- The rows of submissions, and whether each has a fact.
SELECT s.uuid, s.community_no, s.state, s.change, f.submission IS NOT NULL
FROM submission s
LEFT JOIN fact f ON f.community_no = s.community_no AND f.submission = s.uuid
WHERE s.uuid = ANY ($1)
