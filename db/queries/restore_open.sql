-- Whether target folders of this mailbox are still to be compared with a restored register.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text[]  its target folders
SELECT EXISTS (SELECT FROM unnest($2::text[]) AS f (folder), (SELECT max(restore_id) AS restore_id FROM restore) r
                WHERE r.restore_id IS NOT NULL
                  AND NOT EXISTS (SELECT FROM restore_folder d WHERE d.restore_id = r.restore_id AND d.mailbox = $1 AND d.folder = f.folder))
