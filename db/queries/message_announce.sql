-- The audit row of a stored message, the end of its being awaited, and the word to the workers.
-- role: ccot_ingest ccot_admin
-- $1 bigint  message
WITH noted AS (INSERT INTO audit (operation, subject, subject_id) VALUES ('collect', 'message', $1)),
     settled AS (UPDATE listing l SET settled = true, gone_at = NULL FROM message m
                  WHERE m.message_id = $1 AND l.mailbox = m.mailbox AND l.folder = m.folder AND l.uidvalidity = m.server_uidvalidity
                    AND l.uid = m.uid)
SELECT pg_notify('ccot_message', '')
