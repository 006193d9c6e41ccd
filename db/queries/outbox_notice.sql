-- Takes the next mail that answers nobody, an alarm before a report; no row when none is due. A claim is free when pg_locks no longer
-- shows its number. The mail is a report's; an alarm is written when it goes.
-- role: ccot_ingest
-- $1 bigint  number of this session
UPDATE outbox SET claimed_by = $1, attempts = attempts + 1
 WHERE outbox_id = (SELECT o.outbox_id FROM outbox o
                     WHERE o.kind IN ('alarm', 'report') AND o.status = 'due' AND o.due_at <= now()
                       AND (o.claimed_by IS NULL OR NOT EXISTS (SELECT FROM live_session WHERE number = o.claimed_by))
                     ORDER BY o.kind, o.due_at, o.outbox_id
                       FOR UPDATE OF o SKIP LOCKED LIMIT 1)
RETURNING outbox_id, kind, token, uncertain, attempts, recipient, convert_from(octets, 'UTF8') AS octets
