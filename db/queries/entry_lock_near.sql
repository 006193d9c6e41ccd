-- Locks, in ascending order, the orders whose relations the next steps may write anew, and those that the statements of a
-- message serve. A statement of its own, so that the next ones see what was waited for.
-- role: ccot_ingest
-- $1 bigint[]  orders that were compared with the new ones
-- $2 bigint    message
SELECT entry_id FROM entry
 WHERE entry_id IN (SELECT unnest($1::bigint[])
                    UNION
                    SELECT e.entry_id FROM entry e WHERE e.message_id = $2
                    UNION
                    SELECT s.entry_id FROM service s WHERE s.message_id = $2)
 ORDER BY entry_id FOR NO KEY UPDATE
