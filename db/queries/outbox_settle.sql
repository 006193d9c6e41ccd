-- No acknowledgement goes, or not now: suppressed, held for a person, or kept for the sender's digest an hour after the first.
-- role: ccot_ingest
-- $1 bigint  row of the outbox   $2 bigint  session   $3 text  status   $4 text  reason; null for digest
UPDATE outbox o SET status = $3, reason = $4, claimed_by = NULL, uncertain = 0,
       due_at = CASE WHEN $3 <> 'digest' THEN o.due_at
                     ELSE coalesce((SELECT min(s.due_at) FROM outbox s JOIN message t ON t.message_id = s.message_id
                                                         JOIN message m ON m.message_id = o.message_id
                                     WHERE s.status = 'digest' AND s.digest_id IS NULL
                                       AND lower(t.from_address) = lower(m.from_address)), now() + interval '1 hour') END
 WHERE o.outbox_id = $1 AND o.claimed_by = $2
