-- Takes the next acknowledgement of these mailboxes, or the sender whose hour is over and who gets a digest; no row when none is
-- due or the hour has had its number. A claim is free when pg_locks no longer shows its number.
-- role: ccot_ingest
-- $1 bigint  number of this session   $2 text[]  mailboxes   $3 bigint  most mails an hour
UPDATE outbox SET claimed_by = $1, attempts = attempts + 1
 WHERE outbox_id = (SELECT o.outbox_id FROM outbox o JOIN message m ON m.message_id = o.message_id
                     WHERE o.kind = 'acknowledgement' AND o.status IN ('due', 'digest') AND o.due_at <= now()
                       AND (o.digest_id IS NULL OR o.digest_id = o.outbox_id) AND m.mailbox = ANY ($2::text[])
                       AND (o.claimed_by IS NULL OR NOT EXISTS (SELECT FROM live_session WHERE number = o.claimed_by))
                       AND (SELECT count(*) FROM outbox WHERE status = 'sent' AND sent_at > now() - interval '1 hour'
                                                          AND (digest_id IS NULL OR digest_id = outbox_id)) < $3
                     ORDER BY o.due_at, o.outbox_id
                       FOR UPDATE OF o SKIP LOCKED LIMIT 1)
RETURNING outbox_id, message_id, status, token, uncertain, attempts
