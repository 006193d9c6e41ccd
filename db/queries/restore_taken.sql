-- A mail was taken in from a target folder, where it stays.
-- role: ccot_ingest
-- $1 bigint  message
UPDATE message SET restore_id = (SELECT max(restore_id) FROM restore), moved_at = now(), moves = 1, target_uidvalidity = server_uidvalidity, target_uid = uid
 WHERE message_id = $1
