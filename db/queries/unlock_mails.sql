-- Mails of one sender within a day before or after a message, the nearest first: they may tell its password.
-- role: ccot_ingest
-- $1 bigint  message   $2 text  the sender's address   $3 bigint  mails at the most
SELECT o.message_id, o.size
  FROM message m JOIN message o ON lower(o.from_address) = lower($2)
   AND o.received_at BETWEEN m.received_at - interval '24 hours' AND m.received_at + interval '24 hours'
 WHERE m.message_id = $1 AND o.message_id <> $1 AND o.state = 'queued'
   AND EXISTS (SELECT FROM message_raw r WHERE r.message_id = o.message_id)
 ORDER BY abs(extract(epoch FROM o.received_at - m.received_at)), o.message_id LIMIT $3
