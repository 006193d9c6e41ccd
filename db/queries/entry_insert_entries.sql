-- The orders of a message as pending entries, by position; returns their ids in that order.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  list of orders
WITH written AS (
     INSERT INTO entry (message_id, document_id, position, ordinal, order_type, action, draft, received_at)
     SELECT m.message_id, d.document_id, o.position, o.ordinal, o.order_type, o.action, o.draft, m.received_at
       FROM jsonb_to_recordset($2::jsonb) AS o (position integer, ordinal integer, document integer, order_type text, action text,
            draft boolean)
       JOIN message m ON m.message_id = $1
       JOIN document d ON d.message_id = $1 AND d.position = o.document
     RETURNING entry_id, position)
SELECT entry_id FROM written ORDER BY position
