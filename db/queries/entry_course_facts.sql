-- What the status of orders rests on: those of a message, those that its statements of service concern, and those given.
-- Without a message, those that have no course yet. A change counts for the copies of its
-- target too. No discharge is settled: that takes a second person's confirmation.
-- role: ccot_ingest
-- $1 bigint  message, or null
-- $2 bigint  orders at the most
-- $3 bigint[]  further orders
WITH mine AS (SELECT entry_id FROM entry WHERE message_id = $1),
concerned AS (
     SELECT entry_id FROM mine
     UNION
     SELECT unnest($3::bigint[])
     UNION
     SELECT s.entry_id FROM service s WHERE s.message_id = $1 AND s.entry_id IS NOT NULL
     UNION
     SELECT e.entry_id FROM entry e WHERE $1 IS NULL AND NOT EXISTS (SELECT FROM entry_course c WHERE c.entry_id = e.entry_id))
SELECT e.entry_id, e.action, e.draft, e.state = 'verified',
       max(f.value) FILTER (WHERE f.name = 'made_on'), max(f.value) FILTER (WHERE f.name = 'expires_on'),
       max(f.value) FILTER (WHERE f.name = 'expires_at'), max(f.raw) FILTER (WHERE f.name = 'expires_on'),
       max(f.value) FILTER (WHERE f.name = 'duration_text'), max(f.value) FILTER (WHERE f.name = 'hearing_on'),
       max(f.value) FILTER (WHERE f.name = 'target_made_on'),
       (SELECT min(s.served_on)::text FROM service s
         WHERE s.entry_id = e.entry_id AND s.state = 'fact' AND s.outcome IN ('served', 'informed', 'present_in_court')),
       (SELECT jsonb_agg(jsonb_build_object(
                   'action', a.action, 'settled', a.state = 'verified' AND r.kind <> 'discharges',
                   'made_on', (SELECT value FROM field WHERE entry_id = a.entry_id AND name = 'made_on'),
                   'expires_on', (SELECT value FROM field WHERE entry_id = a.entry_id AND name = 'expires_on'),
                   'expires_at', (SELECT value FROM field WHERE entry_id = a.entry_id AND name = 'expires_at'))
               ORDER BY a.entry_id)
          FROM relation r JOIN entry a ON a.entry_id = r.entry_id
         WHERE r.earlier_entry_id = coalesce(e.representative_id, e.entry_id) AND r.kind IN ('varies', 'extends', 'discharges')
           AND a.state IN ('pending', 'verified') AND NOT a.draft)
  FROM (SELECT entry_id FROM concerned ORDER BY entry_id LIMIT $2) c
  JOIN entry e USING (entry_id)
  LEFT JOIN field f USING (entry_id)
 GROUP BY e.entry_id
 ORDER BY e.entry_id
