-- After a whole scan: what was listed once, never stored and not listed this time has gone.
-- role: ccot_ingest
-- $1 text  mailbox
UPDATE listing l SET gone_at = now()
  FROM mailbox_folder f
 WHERE l.mailbox = $1 AND l.gone_at IS NULL AND NOT l.settled
   AND f.mailbox = l.mailbox AND f.folder = l.folder AND l.listed_at < f.scan_started_at
