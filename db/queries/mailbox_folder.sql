-- A scan of a folder begins: returns the UIDVALIDITY of its last scan (0: never scanned) and remembers the new one.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  folder   $3 bigint  uidvalidity
WITH before AS (SELECT uidvalidity FROM mailbox_folder WHERE mailbox = $1 AND folder = $2),
     now_on AS (INSERT INTO mailbox_folder (mailbox, folder, uidvalidity) VALUES ($1, $2, $3)
                ON CONFLICT (mailbox, folder) DO UPDATE SET uidvalidity = EXCLUDED.uidvalidity, scan_started_at = clock_timestamp()),
     -- under a new UIDVALIDITY everything is listed anew: what was listed and never stored is not gone
     cleared AS (DELETE FROM listing l USING before
                  WHERE l.mailbox = $1 AND l.folder = $2 AND l.uidvalidity = before.uidvalidity AND before.uidvalidity <> $3
                    AND NOT EXISTS (SELECT FROM message m WHERE m.mailbox = $1 AND m.folder = $2
                                       AND m.server_uidvalidity = l.uidvalidity AND m.uid = l.uid))
SELECT coalesce((SELECT uidvalidity FROM before), 0)
