-- The server took it. A digest settles every row that it tells.
-- role: ccot_ingest
-- $1 bigint  row of the outbox   $2 bigint  session
WITH head AS (SELECT outbox_id FROM outbox WHERE outbox_id = $1 AND claimed_by = $2),
gone AS (UPDATE outbox o SET status = 'sent', sent_at = now(), reason = NULL, uncertain = 0, claimed_by = NULL
           FROM head h WHERE o.outbox_id = h.outbox_id OR o.digest_id = h.outbox_id
         RETURNING o.message_id)
INSERT INTO audit (operation, subject, subject_id, reason) SELECT 'disclose', 'message', message_id, 'acknowledgement' FROM gone
