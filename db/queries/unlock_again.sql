-- Has messages read again, because a mail of the same sender may tell the password of what is locked in them.
-- role: ccot_ingest
-- $1 bigint[]  messages   $2 bigint  the mail that may tell it
WITH asked AS (
     UPDATE message SET state = 'received', again = true, attempts = 0, claimed_by = NULL
      WHERE message_id = ANY($1::bigint[]) AND state = 'queued'
     RETURNING message_id),
noted AS (
     INSERT INTO audit (operation, subject, subject_id, reason)
     SELECT 'alter', 'message', message_id, 'to be read again with the password of message ' || $2::bigint FROM asked)
SELECT count(*), pg_notify('ccot_message', '') FROM asked
