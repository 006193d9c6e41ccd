-- The mails whose reference a message carries. A reference counts when the mail of that number came in that year.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  list of {year, message_id}
WITH meant AS (
     SELECT e.message_id, lower(e.from_address) = lower(m.from_address) AS same_sender
       FROM jsonb_to_recordset($2::jsonb) AS r (year integer, message_id bigint)
       JOIN message e ON e.message_id = r.message_id AND extract(year FROM e.received_at AT TIME ZONE 'Europe/London') = r.year
       JOIN message m ON m.message_id = $1 AND m.message_id <> e.message_id),
gone AS (DELETE FROM message_link WHERE message_id = $1 AND kind = 'reference'
            AND earlier_message_id NOT IN (SELECT message_id FROM meant))
INSERT INTO message_link (message_id, earlier_message_id, kind, state)
SELECT $1, message_id, 'reference', CASE WHEN same_sender THEN 'joined' ELSE 'proposed' END FROM meant
    ON CONFLICT (message_id, earlier_message_id, kind) DO UPDATE SET state = excluded.state
