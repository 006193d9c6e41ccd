-- Placeholders that waited long enough, or whose mail has left the folder, are read as they are.
-- role: ccot_ingest
-- $1 text  mailbox   $2 integer  minutes
WITH freed AS (
     UPDATE message m SET waiting = false, released = true
      WHERE m.mailbox = $1 AND m.waiting
        AND (m.stored_at < now() - make_interval(mins => $2::integer)
             OR EXISTS (SELECT FROM listing l WHERE l.mailbox = m.mailbox AND l.folder = m.folder
                           AND l.uidvalidity = m.server_uidvalidity AND l.uid = m.uid AND l.gone_at IS NOT NULL))
     RETURNING message_id)
SELECT count(*), CASE WHEN count(*) > 0 THEN pg_notify('ccot_message', '') END FROM freed
