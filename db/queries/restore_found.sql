-- A mail of a target folder whose octets the register holds, and whose place it does not know: now it does. No row when there is none.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  folder   $3 bigint  uidvalidity   $4 bigint  uid   $5 text  sha256   $6 boolean  over the limit
UPDATE message SET moved_at = coalesce(moved_at, now()), moves = greatest(moves, 1), target_uidvalidity = $3, target_uid = $4
 WHERE message_id = (SELECT m.message_id FROM message m
                      WHERE m.sha256 = $5 AND m.mailbox = $1 AND m.folder <> $2 AND m.over_limit = $6
                        AND (m.target_uid IS NULL OR m.target_uidvalidity <> $3)
                      ORDER BY m.message_id LIMIT 1)
RETURNING message_id
