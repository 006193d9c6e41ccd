-- A scan asks what was listed and never stored. Of all that was ever listed that is next to nothing: it gets an index of
-- its own, so that a scan costs the same after ten years.
ALTER TABLE listing ADD COLUMN settled boolean NOT NULL DEFAULT false;  -- stored, and not waiting for a delayed attachment
UPDATE listing l SET settled = true
 WHERE EXISTS (SELECT FROM message m WHERE m.mailbox = l.mailbox AND m.folder = l.folder
                  AND m.server_uidvalidity = l.uidvalidity AND m.uid = l.uid AND NOT m.waiting);
CREATE INDEX listing_unsettled ON listing (mailbox, folder) WHERE gone_at IS NULL AND NOT settled;
