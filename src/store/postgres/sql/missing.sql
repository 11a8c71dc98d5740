-- Those of some revisions that are neither accepted nor in quarantine, in the order asked.
SELECT asked.id
FROM unnest($1) WITH ORDINALITY AS asked (id, place)
WHERE NOT EXISTS (SELECT FROM revision r WHERE r.uuid = asked.id)
  AND NOT EXISTS (SELECT FROM quarantine q WHERE q.revision = asked.id)
ORDER BY asked.place
