-- What waits for one of some different reasons, oldest first. The index of waits_for is of its hash: it
-- may be long.
SELECT q.no, d.id, q.problem, q.body, q.received_at
FROM unnest($1) AS asked (key)
CROSS JOIN LATERAL (
    SELECT * FROM quarantine
    WHERE md5(waits_for) = md5(asked.key) AND waits_for = asked.key AND waits_for IS NOT NULL
    OFFSET 0
) AS q
JOIN device d ON d.no = q.device_no
WHERE q.body IS NOT NULL
ORDER BY q.no
LIMIT $2
