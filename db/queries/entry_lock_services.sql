-- Locks, in ascending order, the statements that the next step may join: those of this message, and those that its orders
-- may concern: a statement has no keys of files, texts or mails. A statement of its own, so that the next one sees what was waited for.
-- role: ccot_ingest
-- $1 bigint  message
SELECT service_id FROM service
 WHERE service_id IN (SELECT service_id FROM service WHERE message_id = $1
                      UNION
                      SELECT k.service_id FROM entry e JOIN entry_key ek USING (entry_id) JOIN service_key k USING (key)
                       WHERE e.message_id = $1 AND ek.kind NOT IN ('file', 'text', 'message', 'band'))
 ORDER BY service_id FOR NO KEY UPDATE
