-- The reader found a notice in place of an attachment: the message waits until it is fetched with other octets.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  session
WITH waits AS (
     UPDATE message SET waiting = true, claimed_by = NULL, attempts = 0
      WHERE message_id = $1 AND claimed_by = $2 AND state = 'received' AND NOT released
     RETURNING message_id, mailbox, folder, server_uidvalidity, uid),
listed AS (UPDATE listing l SET settled = false FROM waits w
            WHERE l.mailbox = w.mailbox AND l.folder = w.folder AND l.uidvalidity = w.server_uidvalidity AND l.uid = w.uid)
SELECT message_id FROM waits
