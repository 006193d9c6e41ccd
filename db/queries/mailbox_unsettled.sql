-- Messages that the server does not hand out or does not move.
-- role: ccot_ingest
-- $1 text  mailbox
SELECT count(*) FROM message WHERE mailbox = $1 AND ((sha256 IS NULL AND state = 'failed') OR move_failure IS NOT NULL)
