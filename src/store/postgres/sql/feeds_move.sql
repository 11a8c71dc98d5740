-- Moves submissions to new places in the feeds of all devices that made them.
UPDATE feed SET change = moved.change
FROM unnest($1, $2, $3) AS due (id, former, change)
CROSS JOIN LATERAL (
    SELECT DISTINCT r.device_no, due.former, due.change FROM revision r WHERE r.submission = due.id
) AS moved
WHERE feed.device_no = moved.device_no AND feed.change = moved.former
