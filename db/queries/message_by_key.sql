-- The newest row under a key as the server says it, locked.
-- role: ccot_ingest ccot_admin
-- $1 text  mailbox   $2 text  folder   $3 bigint  the server's uidvalidity   $4 bigint  uid   $5 text  sha256
SELECT message_id, coalesce(sha256 = $5, false) AS same, waiting OR (sha256 IS NULL AND state = 'failed') AS replaceable
  FROM message WHERE mailbox = $1 AND folder = $2 AND server_uidvalidity = $3 AND uid = $4
 ORDER BY message_id DESC LIMIT 1 FOR UPDATE
