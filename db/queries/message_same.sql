-- The same octets came again under the same key: takes over how the server lists them now, and the move is due again.
-- role: ccot_ingest
-- $1 bigint  message
UPDATE message m SET moved_at = NULL, listed_size = coalesce(l.size, m.listed_size),
                     listed_internaldate = coalesce(l.internaldate, m.listed_internaldate)
  FROM message o
  LEFT JOIN listing l ON l.mailbox = o.mailbox AND l.folder = o.folder AND l.uidvalidity = o.server_uidvalidity AND l.uid = o.uid
 WHERE m.message_id = $1 AND o.message_id = m.message_id
