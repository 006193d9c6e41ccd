-- Takes the mailbox for this connection; false when another daemon holds it.
-- role: ccot_ingest
-- $1 text  mailbox
SELECT pg_try_advisory_lock(hashtextextended('ccot mailbox ' || $1, 0))
