-- The facts of communities, each by its part of the index, which has all that is asked for: the rows of
-- a community lie far apart in the table.
SELECT fact."row"
FROM unnest($1) AS asked (community_no)
CROSS JOIN LATERAL (
    SELECT "row" FROM fact WHERE community_no = asked.community_no OFFSET 0
) AS fact
