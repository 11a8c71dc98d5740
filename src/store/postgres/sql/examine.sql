-- Rows that do not fit together, by what is wrong with them. The tables have no foreign keys.
SELECT what, count
FROM (
    SELECT 'revisions without a submission' AS what, count(*) AS count FROM revision r
    WHERE NOT EXISTS (SELECT FROM submission s WHERE s.uuid = r.submission)
    UNION ALL
    SELECT 'submissions without a revision', count(*) FROM submission s
    WHERE NOT EXISTS (SELECT FROM revision r WHERE r.submission = s.uuid)
    UNION ALL
    SELECT 'revisions of a device that is not enrolled', count(*) FROM revision r
    WHERE NOT EXISTS (SELECT FROM device d WHERE d.no = r.device_no)
    UNION ALL
    SELECT 'places in feeds that are not those of their submissions', count(*) FROM feed f
    WHERE NOT EXISTS (SELECT FROM submission s WHERE s.uuid = f.submission AND s.change = f.change)
    UNION ALL
    SELECT 'submissions that are not in the feed of a device which made them', count(*)
    FROM (SELECT DISTINCT submission, device_no FROM revision) made
    JOIN submission s ON s.uuid = made.submission
    WHERE NOT EXISTS (
        SELECT FROM feed f
        WHERE f.device_no = made.device_no AND f.change = s.change AND f.submission = s.uuid
    )
    UNION ALL
    SELECT 'facts of no submission', count(*) FROM fact f
    WHERE NOT EXISTS (
        SELECT FROM submission s WHERE s.uuid = f.submission AND s.community_no = f.community_no
    )
    UNION ALL
    SELECT 'content of withdrawn submissions', count(*) FROM revision r
    JOIN submission s ON s.uuid = r.submission
    WHERE s.state = 2 AND r.body IS NOT NULL
    UNION ALL
    SELECT 'submissions more or less than counted', abs((SELECT count(*) FROM submission) - submissions)
    FROM node
) AS found
WHERE count > 0
