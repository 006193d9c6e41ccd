-- Locks, in ascending order, the orders whose relations and courses the next steps may write anew. A statement of its own.
-- role: ccot_ingest
-- $1 bigint  message
SELECT entry_id FROM entry
 WHERE entry_id IN (SELECT entry_id FROM entry WHERE message_id = $1
                    UNION
                    SELECT other.entry_id FROM entry mine
                      JOIN entry_key mk ON mk.entry_id = mine.entry_id AND mk.kind = 'case'
                      JOIN entry_key other ON other.key = mk.key
                     WHERE mine.message_id = $1
                    UNION
                    SELECT s.entry_id FROM service s WHERE s.message_id = $1)
 ORDER BY entry_id FOR NO KEY UPDATE
