-- Has ccotd read messages again: one, or every one that is queued or failed and whose octets are held. Returns how many.
-- role: ccot_admin
-- $1 bigint  message, or null   $2 text  who asked
WITH asked AS (
     UPDATE message m SET state = 'received', again = true, attempts = 0, failure = NULL, claimed_by = NULL
      WHERE m.state IN ('queued', 'failed') AND m.message_id = coalesce($1::bigint, m.message_id)
        AND EXISTS (SELECT FROM message_raw r WHERE r.message_id = m.message_id)
     RETURNING message_id),
noted AS (SELECT count(audit_write('alter', 'message', message_id, $2::text, NULL, 'asked to be read again')) FROM asked)
SELECT (SELECT count(*) FROM asked), (SELECT * FROM noted), pg_notify('ccot_message', '')
