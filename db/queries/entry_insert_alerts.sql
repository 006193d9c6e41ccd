-- What the sender's words raised.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  list of alerts
INSERT INTO alert (message_id, kind, text, path)
SELECT $1, kind, text, path FROM jsonb_to_recordset($2::jsonb) AS a (kind text, text text, path text)
