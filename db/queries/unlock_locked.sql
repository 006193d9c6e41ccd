-- Mails of the sender of a message, within a day before or after it, in which a document is still locked.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  mails at the most
SELECT o.message_id
  FROM message m JOIN message o ON lower(o.from_address) = lower(m.from_address)
   AND o.received_at BETWEEN m.received_at - interval '24 hours' AND m.received_at + interval '24 hours'
 WHERE m.message_id = $1 AND o.message_id <> $1 AND o.state = 'queued'
   AND EXISTS (SELECT FROM document d WHERE d.message_id = o.message_id AND d.problem = 'encrypted')
   AND EXISTS (SELECT FROM message_raw r WHERE r.message_id = o.message_id)
 ORDER BY abs(extract(epoch FROM o.received_at - m.received_at)), o.message_id LIMIT $2
