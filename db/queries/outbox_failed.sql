-- It cannot go: the server refused this mail, or it may have gone twice and was never confirmed. Staff see the reason.
-- role: ccot_ingest
-- $1 bigint  row of the outbox   $2 bigint  session   $3 text  reason
UPDATE outbox o SET status = 'failed', reason = $3, claimed_by = NULL
  FROM outbox h
 WHERE h.outbox_id = $1 AND h.claimed_by = $2 AND (o.outbox_id = $1 OR o.digest_id = $1)
