-- Messages that the server does not hand out and still lists.
-- role: ccot_ingest
-- $1 text  mailbox
SELECT count(*) FROM message m
 WHERE m.mailbox = $1 AND m.sha256 IS NULL AND m.state = 'failed'
   AND NOT EXISTS (SELECT FROM listing l WHERE l.mailbox = m.mailbox AND l.folder = m.folder
                      AND l.uidvalidity = m.server_uidvalidity AND l.uid = m.uid AND l.gone_at IS NOT NULL)
