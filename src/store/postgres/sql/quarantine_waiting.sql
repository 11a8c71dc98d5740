-- What waits for one of some reasons, oldest first.
SELECT q.no, d.id, q.problem, q.body, q.received_at
FROM (SELECT DISTINCT key FROM unnest($1) AS asked (key)) AS asked
JOIN quarantine q ON md5(q.waits_for) = md5(asked.key) AND q.waits_for = asked.key
JOIN device d ON d.no = q.device_no
WHERE q.body IS NOT NULL
ORDER BY q.no
LIMIT $2
