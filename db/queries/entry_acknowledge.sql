-- The acknowledgement that is now due, once a message; suppressed where the way on which it came to the register allows none.
-- Whether what it says allows one is decided when it is sent (register/acknowledgement).
-- role: ccot_ingest
-- $1 bigint  message
INSERT INTO outbox (message_id, kind, status, reason)
SELECT message_id, 'acknowledgement', CASE WHEN reason IS NULL THEN 'due' ELSE 'suppressed' END, reason
  FROM (SELECT message_id, CASE WHEN mailbox = 'import' THEN 'imported'
                                WHEN lane = 1 THEN 'backlog'
                                WHEN restore_id IS NOT NULL THEN 'taken in after a restore'
                                WHEN again AND queued_at < now() THEN 'read again' END AS reason
          FROM message WHERE message_id = $1) m
    ON CONFLICT (message_id, kind) DO NOTHING
