-- Locks the orders of a message that is read again, and those that lie in one group with them, in ascending order. A statement
-- of its own, so that the next ones see what was waited for.
-- role: ccot_ingest
-- $1 bigint  message
SELECT entry_id FROM entry
 WHERE entry_id IN (SELECT entry_id FROM entry WHERE message_id = $1
                    UNION
                    SELECT representative_id FROM entry WHERE message_id = $1
                    UNION
                    SELECT c.entry_id FROM entry e JOIN entry c ON c.representative_id = coalesce(e.representative_id, e.entry_id)
                     WHERE e.message_id = $1)
 ORDER BY entry_id FOR NO KEY UPDATE
