-- A mail of ours came back: by the token of its Message-ID, which only its reader has seen. A digest came back for every mail that it told of.
-- role: ccot_ingest
-- $1 bigint  the mail that says so   $2 text  token
WITH meant AS (SELECT outbox_id FROM outbox WHERE token = $2::uuid)
UPDATE outbox o SET status = 'bounced', reason = 'came back: not delivered', bounced_at = now(), bounce_message_id = $1, claimed_by = NULL
  FROM meant t
 WHERE (o.outbox_id = t.outbox_id OR o.digest_id = t.outbox_id) AND (o.status IN ('sent', 'failed') OR o.status = 'due' AND o.uncertain > 0)
