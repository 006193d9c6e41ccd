-- The next message that can be read again, in order of number.
-- role: ccot_admin
-- $1 bigint  message, or null for any   $2 bigint  only one after this number
SELECT m.message_id, m.size FROM message m
 WHERE m.message_id = coalesce($1::bigint, m.message_id) AND m.message_id > $2
   AND EXISTS (SELECT FROM message_raw r WHERE r.message_id = m.message_id)
 ORDER BY m.message_id LIMIT 1
