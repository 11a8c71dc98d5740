-- The facts of communities.
SELECT fact."row"
FROM unnest($1) AS asked (community_no)
JOIN fact ON fact.community_no = asked.community_no
