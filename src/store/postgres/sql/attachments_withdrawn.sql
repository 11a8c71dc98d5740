-- The revisions of everything withdrawn that still have files.
SELECT DISTINCT a.revision
FROM (SELECT uuid FROM submission WHERE state = 2 OFFSET 0) AS s
CROSS JOIN LATERAL (SELECT uuid FROM revision WHERE submission = s.uuid OFFSET 0) AS r
JOIN attachment a ON a.revision = r.uuid
