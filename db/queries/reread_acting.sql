-- Orders of other messages that were said to act on given orders, by their representatives: what they act on is judged
-- again. Columns as entry_candidates has them.
-- role: ccot_ingest
-- $1 bigint[]  orders   $2 bigint  message
WITH acting AS (
     SELECT DISTINCT coalesce(a.representative_id, a.entry_id) AS entry_id
       FROM relation r JOIN entry a ON a.entry_id = r.entry_id
      WHERE r.earlier_entry_id = ANY($1::bigint[]) AND a.state <> 'rejected')
SELECT m.* FROM acting JOIN entry_member m USING (entry_id) WHERE m.message_id <> $2 ORDER BY m.received, m.message_id, m.position
