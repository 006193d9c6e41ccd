-- A waiting placeholder, or a message that the server would not hand out, took its real octets.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  size   $3 text  sha256   $4 boolean  suspect
UPDATE message m SET size = $2, sha256 = $3, suspect = $4, waiting = false, released = false, state = 'received', failure = NULL,
                     refused_at = NULL, attempts = 0, claimed_by = NULL, listed_size = l.size, listed_internaldate = l.internaldate
  FROM message o
  LEFT JOIN listing l ON l.mailbox = o.mailbox AND l.folder = o.folder AND l.uidvalidity = o.server_uidvalidity AND l.uid = o.uid
 WHERE m.message_id = $1 AND o.message_id = m.message_id
