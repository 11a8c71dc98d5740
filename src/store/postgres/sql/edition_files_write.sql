-- The files of an edition, in place of those that it had.
INSERT INTO edition_file (dataset, number, name, digest, size)
SELECT $1, $2, new.* FROM unnest($3, $4, $5) AS new
