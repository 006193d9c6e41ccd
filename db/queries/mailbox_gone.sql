-- Listed, and gone before it was stored.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  folder   $3 bigint  uidvalidity   $4 bigint  uid
INSERT INTO listing (mailbox, folder, uidvalidity, uid, gone_at) VALUES ($1, $2, $3, $4, now())
    ON CONFLICT (mailbox, folder, uidvalidity, uid) DO UPDATE SET gone_at = now()
