-- The audit row of a stored message, and the word to the workers.
-- role: ccot_ingest ccot_admin
-- $1 bigint  message
WITH noted AS (INSERT INTO audit (operation, subject, subject_id) VALUES ('collect', 'message', $1))
SELECT pg_notify('ccot_message', '')
