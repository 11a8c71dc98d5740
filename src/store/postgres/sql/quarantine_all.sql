-- What is in quarantine beyond a number and not erased, oldest first.
SELECT q.no, d.id, q.problem, q.body, q.received_at
FROM quarantine q
JOIN device d ON d.no = q.device_no
WHERE q.no > $1 AND q.body IS NOT NULL
ORDER BY q.no
LIMIT $2
