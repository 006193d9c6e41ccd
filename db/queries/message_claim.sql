-- Claims the next message for work; no row when nothing waits. A claim is free when pg_locks no longer shows its number.
-- role: ccot_ingest
-- $1 bigint  number of this session
UPDATE message SET claimed_by = $1, attempts = attempts + CASE state WHEN 'received' THEN 1 ELSE 0 END
 WHERE message_id = (SELECT message_id FROM message
                      WHERE state IN ('received', 'parsed') AND NOT waiting
                        AND (claimed_by IS NULL OR NOT EXISTS (SELECT FROM live_session WHERE number = message.claimed_by))
                      ORDER BY lane, again, received_at, message_id
                        FOR UPDATE SKIP LOCKED LIMIT 1)
RETURNING message_id, state, attempts, size, released, again
