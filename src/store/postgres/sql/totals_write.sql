-- What came to the totals of communities, and what went.
INSERT INTO community_total AS there (community_no, submissions, asked)
SELECT * FROM unnest($1, $2, $3)
ON CONFLICT (community_no) DO UPDATE
SET submissions = there.submissions + excluded.submissions, asked = there.asked + excluded.asked
