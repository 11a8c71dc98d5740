-- Submissions from one on, with what is kept of them; the first page begins with the first of all.
SELECT s.uuid, s.community_no, s.state, f."row"
FROM submission s
LEFT JOIN fact f ON f.community_no = s.community_no AND f.submission = s.uuid
WHERE s.uuid >= $1
ORDER BY s.uuid
LIMIT $2
