-- The statements of service of a message; returns their ids by position.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  list of statements; entry: position of the order of the same message that it is about
WITH written AS (
     INSERT INTO service (message_id, document_id, position, entry_id, outcome, served_on, served_at, served_by, method, served_place,
                          state, joined, fields, order_type)
     SELECT $1, d.document_id, s.position, e.entry_id, s.outcome, s.served_on, s.served_at, s.served_by, s.method, s.served_place,
            CASE WHEN e.entry_id IS NULL THEN 'proposed' ELSE 'fact' END, CASE WHEN e.entry_id IS NOT NULL THEN 'message' END, s.fields, s.order_type
       FROM jsonb_to_recordset($2::jsonb) AS s (position integer, document integer, entry integer, outcome text, served_on date,
            served_at text, served_by text, method text, served_place text, fields jsonb, order_type text)
       JOIN document d ON d.message_id = $1 AND d.position = s.document
       LEFT JOIN entry e ON e.message_id = $1 AND e.position = s.entry
     RETURNING service_id, position)
SELECT service_id FROM written ORDER BY position
