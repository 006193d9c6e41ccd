-- Representatives of groups that may belong beside an order: they share a number, or the sounds of names with another name, a
-- date of birth or the day. Where there are too many, first those with a number in common, then those that share most, then the
-- latest. Columns as entry_candidates has them.
-- role: ccot_ingest
-- $1 bigint[]  keys of the order
-- $2 bigint    representatives at the most
WITH hit AS (
     SELECT coalesce(e.representative_id, e.entry_id) AS head
       FROM entry_key k JOIN entry e ON e.entry_id = k.entry_id
      WHERE k.key = ANY($1::bigint[]) AND e.state <> 'rejected'
      GROUP BY 1
      ORDER BY max((k.kind = 'number')::integer) DESC, count(DISTINCT k.key) DESC, 1 DESC LIMIT $2)
SELECT m.* FROM hit JOIN entry_member m ON m.entry_id = hit.head AND m.state <> 'rejected' ORDER BY m.received, m.message_id, m.position
