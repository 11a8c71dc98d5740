-- What a device made and changed after a number, in order.
SELECT feed.change, feed.submission
FROM feed
WHERE feed.device_no = (SELECT no FROM device WHERE id = $1) AND feed.change > $2
ORDER BY feed.change
LIMIT $3
