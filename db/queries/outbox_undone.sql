-- How many acknowledgements of these mailboxes are due at this moment.
-- role: ccot_ingest
-- $1 text[]  mailboxes
SELECT count(*) FROM outbox o JOIN message m ON m.message_id = o.message_id
 WHERE o.kind = 'acknowledgement' AND o.status IN ('due', 'digest') AND o.due_at <= now()
   AND (o.digest_id IS NULL OR o.digest_id = o.outbox_id) AND m.mailbox = ANY ($1::text[])
