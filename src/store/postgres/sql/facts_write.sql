-- The facts of heads, new ones and others.
INSERT INTO fact (community_no, submission, "row")
SELECT * FROM unnest($1, $2, $3)
ON CONFLICT (community_no, submission) DO UPDATE SET "row" = excluded."row"
