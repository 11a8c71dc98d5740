-- Where submissions stood in the feeds before they changed.
DELETE FROM feed
USING unnest($1, $2) AS gone (device_no, change)
WHERE feed.device_no = gone.device_no AND feed.change = gone.change
