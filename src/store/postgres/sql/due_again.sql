-- What a device made that belongs to a community.
SELECT s.uuid, s.change
FROM feed f
JOIN submission s ON s.uuid = f.submission
WHERE f.device_no = $1 AND s.community_no = $2
ORDER BY s.uuid
