-- All entries that may be copies of new ones or belong beside them, with the whole groups they are in. Fields as JSON by name.
-- role: ccot_ingest
-- $1 bigint[]  keys of the new entries that stand for a file, a message or a whole order
-- $2 bigint[]  keys of the new entries that find what may belong beside them
-- $3 bigint    groups at the most that are found by the latter alone: first those that share a number, then those that share most
WITH near AS (
     SELECT coalesce(e.representative_id, e.entry_id) AS head
       FROM entry_key k JOIN entry e ON e.entry_id = k.entry_id
      WHERE k.key = ANY($2::bigint[]) AND e.state <> 'rejected'
      GROUP BY 1
      ORDER BY max((k.kind = 'number')::integer) DESC, count(DISTINCT k.key) DESC, 1 DESC LIMIT $3),
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
SELECT m.* FROM member JOIN entry_member m USING (entry_id) ORDER BY m.received, m.message_id, m.position
