-- The server took it. A digest settles every row that it tells.
-- role: ccot_ingest
-- $1 bigint  row of the outbox   $2 bigint  session
WITH head AS (SELECT outbox_id FROM outbox WHERE outbox_id = $1 AND claimed_by = $2),
gone AS (UPDATE outbox o SET status = 'sent', sent_at = now(), reason = NULL, uncertain = 0, claimed_by = NULL
           FROM head h WHERE o.outbox_id = h.outbox_id OR o.digest_id = h.outbox_id
         RETURNING o.outbox_id, o.kind, o.message_id, o.run_id, o.recipient)
INSERT INTO audit (operation, subject, subject_id, recipient, reason)
SELECT 'disclose', CASE kind WHEN 'acknowledgement' THEN 'message' ELSE kind END,
       CASE kind WHEN 'acknowledgement' THEN message_id WHEN 'report' THEN run_id ELSE outbox_id END, recipient, kind FROM gone
