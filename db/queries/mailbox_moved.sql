-- The server confirmed a move. A worker that looked for work while this held the row passed it by, and nobody would tell
-- it again: so a message that still waits is announced once more.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  folder   $3 bigint  uidvalidity   $4 bigint  uid   $5, $6 bigint  where it is now (0 unknown)
WITH moved AS (
     UPDATE message SET moved_at = now(), moves = moves + 1, move_failure = NULL, target_uidvalidity = nullif($5::bigint, 0),
                        target_uid = nullif($6::bigint, 0)
      WHERE message_id = (SELECT max(message_id) FROM message
                           WHERE mailbox = $1 AND folder = $2 AND server_uidvalidity = $3 AND uid = $4)
  RETURNING state, claimed_by)
SELECT pg_notify('ccot_message', '') FROM moved WHERE state = 'received' AND claimed_by IS NULL
