-- The submissions of a community that changed after a change, in the order of their last change.
SELECT s.uuid, s.change
FROM submission s
JOIN community c ON c.no = s.community_no
WHERE c.id = $1 AND s.change > $2
ORDER BY s.change
LIMIT $3
