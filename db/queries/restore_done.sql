-- The register holds every mail of a target folder.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  folder
INSERT INTO restore_folder (restore_id, mailbox, folder) SELECT max(restore_id), $1, $2 FROM restore HAVING max(restore_id) IS NOT NULL
    ON CONFLICT DO NOTHING
