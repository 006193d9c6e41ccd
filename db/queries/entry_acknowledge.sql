-- The acknowledgement that is now due; suppressed, with the reason, where none may go. Once a message.
-- role: ccot_ingest
-- $1 bigint  message
INSERT INTO outbox (message_id, kind, status, reason)
SELECT message_id, 'acknowledgement', CASE WHEN reason IS NULL THEN 'due' ELSE 'suppressed' END, reason
  FROM (SELECT message_id, CASE WHEN mailbox = 'import' THEN 'imported'
                                WHEN lane = 1 THEN 'backlog'
                                WHEN again THEN 'read again'
                                WHEN automatic THEN 'automatic mail'
                                WHEN coalesce(from_address, '') = '' THEN 'no address' END AS reason
          FROM message WHERE message_id = $1) m
    ON CONFLICT (message_id, kind) DO NOTHING
