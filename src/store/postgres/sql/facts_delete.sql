-- Facts that no head stands behind any more.
DELETE FROM fact
USING unnest($1, $2) AS gone (community_no, submission)
WHERE fact.community_no = gone.community_no AND fact.submission = gone.submission
