-- After a whole scan: what was listed once, never stored and not listed this time has gone.
-- role: ccot_ingest
-- $1 text  mailbox
UPDATE listing l SET gone_at = now()
  FROM mailbox_folder f
 WHERE l.mailbox = $1 AND l.gone_at IS NULL AND f.mailbox = l.mailbox AND f.folder = l.folder AND l.listed_at < f.scan_started_at
   AND NOT EXISTS (SELECT FROM message m WHERE m.mailbox = l.mailbox AND m.folder = l.folder
                      AND m.server_uidvalidity = l.uidvalidity AND m.uid = l.uid AND NOT m.waiting)
