-- Representatives of groups that may belong beside an order: they share a number, or the sounds of names with another name, a
-- date of birth or the day. Where there are too many, first those with a number in common, then those that share most, then the
-- latest. Columns as entry_candidates has them.
-- role: ccot_ingest
-- $1 bigint[]  keys of the order
-- $2 bigint    representatives at the most
WITH shared AS MATERIALIZED (
     SELECT entry_id, key, kind FROM entry_key WHERE key = ANY($1::bigint[])),
living AS MATERIALIZED (
     SELECT entry_id, coalesce(representative_id, entry_id) AS head
       FROM entry WHERE entry_id = ANY (ARRAY(SELECT entry_id FROM shared)) AND state <> 'rejected'),
hit AS (
     SELECT l.head FROM shared s JOIN living l USING (entry_id)
      GROUP BY 1
      ORDER BY max((s.kind = 'number')::integer) DESC, count(DISTINCT s.key) DESC, 1 DESC LIMIT $2)
SELECT m.* FROM entry_member m WHERE m.entry_id = ANY (ARRAY(SELECT head FROM hit)) AND m.state <> 'rejected' ORDER BY m.received, m.message_id, m.position
