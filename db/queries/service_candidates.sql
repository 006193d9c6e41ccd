-- The orders that statements may be about: representatives of groups that share a number or names with them, the latest first
-- where there are too many. Columns as entry_candidates has them, then the statement. What a person refused is left out.
-- role: ccot_ingest
-- $1 bigint[]  statements   $2 bigint  orders a statement at the most
WITH hit AS (
     SELECT s.service_id, h.head FROM unnest($1::bigint[]) AS s (service_id),
            LATERAL (SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS head
                       FROM service_key sk JOIN entry_key ek USING (key) JOIN entry e USING (entry_id)
                      WHERE sk.service_id = s.service_id AND sk.kind IN ('case', 'name', 'number', 'people') AND e.state <> 'rejected'
                        AND NOT EXISTS (SELECT FROM service_refusal r JOIN entry o ON o.entry_id = r.entry_id
                                         WHERE r.service_id = s.service_id
                                           AND coalesce(o.representative_id, o.entry_id) = coalesce(e.representative_id, e.entry_id))
                      ORDER BY head DESC LIMIT $2) h)
SELECT m.*, hit.service_id
  FROM hit JOIN entry_member m ON m.entry_id = hit.head AND m.state <> 'rejected'
 ORDER BY hit.service_id, m.received, m.message_id, m.position
