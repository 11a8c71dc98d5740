-- Opens communities to a device, new ones and such as it had before.
INSERT INTO device_community (device_no, community, added, removed)
SELECT $1, new.community, new.change, NULL FROM unnest($2, $3) AS new (community, change)
ON CONFLICT (device_no, community) DO UPDATE SET added = excluded.added, removed = NULL
