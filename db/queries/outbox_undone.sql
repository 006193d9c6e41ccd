-- How many acknowledgements of these mailboxes, reports and alarms are due at this moment.
-- role: ccot_ingest
-- $1 text[]  mailboxes
SELECT count(*) FROM outbox o LEFT JOIN message m ON m.message_id = o.message_id
 WHERE o.status IN ('due', 'digest') AND o.due_at <= now()
   AND (o.digest_id IS NULL OR o.digest_id = o.outbox_id) AND (o.kind <> 'acknowledgement' OR m.mailbox = ANY ($1::text[]))
