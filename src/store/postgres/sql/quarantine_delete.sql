-- What waits no longer. By the bytes and not by the number, which may have been given again.
DELETE FROM quarantine
USING unnest($1, $2) AS gone (device_no, digest)
WHERE quarantine.device_no = gone.device_no AND quarantine.digest = gone.digest
