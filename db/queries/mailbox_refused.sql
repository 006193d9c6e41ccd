-- The server would not hand a message out, or would not move it. The second case finds a row with a digest.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  folder   $3 bigint  uidvalidity   $4 bigint  uid   $5 text  reason
WITH known AS (
     UPDATE message SET refused_at = now(), failure = CASE WHEN sha256 IS NULL THEN $5 ELSE failure END,
                        move_failure = CASE WHEN sha256 IS NOT NULL THEN $5 END
      WHERE message_id = (SELECT max(message_id) FROM message
                           WHERE mailbox = $1 AND folder = $2 AND server_uidvalidity = $3 AND uid = $4)
     RETURNING message_id)
INSERT INTO message (mailbox, folder, uidvalidity, server_uidvalidity, uid, received_at, state, failure, refused_at)
SELECT $1, $2, $3, $3, $4, now(), 'failed', $5, now() WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (mailbox, folder, uidvalidity, uid) DO NOTHING
