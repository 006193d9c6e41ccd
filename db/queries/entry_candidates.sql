-- All entries that may be copies of new ones or belong beside them, with the whole groups they are in. Fields as JSON by name.
-- role: ccot_ingest
-- $1 bigint[]  keys of the new entries that stand for a file, a message or a whole order
-- $2 bigint[]  keys of the new entries that find what may belong beside them
-- $3 bigint    groups at the most that are found by the latter alone: first those that share a number, then those that share most
WITH shared AS MATERIALIZED (
     SELECT entry_id, key, kind FROM entry_key WHERE key = ANY($2::bigint[])),
living AS MATERIALIZED (
     SELECT entry_id, coalesce(representative_id, entry_id) AS head
       FROM entry WHERE entry_id = ANY (ARRAY(SELECT entry_id FROM shared)) AND state <> 'rejected'),
near AS (
     SELECT l.head FROM shared s JOIN living l USING (entry_id)
      GROUP BY 1
      ORDER BY max((s.kind = 'number')::integer) DESC, count(DISTINCT s.key) DESC, 1 DESC LIMIT $3),
hit AS (
     SELECT coalesce(e.representative_id, e.entry_id) AS head
       FROM entry_key k JOIN entry e ON e.entry_id = k.entry_id
      WHERE k.key = ANY($1::bigint[])
     UNION
     SELECT head FROM near),
member AS (
     SELECT head AS entry_id FROM hit
     UNION ALL
     SELECT copy.entry_id FROM hit JOIN entry copy ON copy.representative_id = hit.head)
SELECT m.* FROM entry_member m WHERE m.entry_id = ANY (ARRAY(SELECT entry_id FROM member)) ORDER BY m.received, m.message_id, m.position
