-- The worker's answer is valid: keeps it with state parsed. Touches no row when the claim was lost.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  session   $3 text  json   $4 text  parser version
WITH moved AS (
     UPDATE message SET state = 'parsed', parser_version = $4
      WHERE message_id = $1 AND claimed_by = $2 AND state = 'received' AND NOT waiting
     RETURNING message_id)
INSERT INTO reading (message_id, json) SELECT message_id, $3 FROM moved
    ON CONFLICT (message_id) DO UPDATE SET json = EXCLUDED.json
