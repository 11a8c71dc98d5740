-- How many more different items are held of devices.
UPDATE device SET held = device.held + came.more
FROM unnest($1, $2) AS came (no, more)
WHERE device.no = came.no
