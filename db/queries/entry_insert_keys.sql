-- By what new entries are found.
-- role: ccot_ingest
-- $1 jsonb  list of keys
INSERT INTO entry_key (entry_id, kind, key)
SELECT entry_id, kind, key FROM jsonb_to_recordset($1::jsonb) AS k (entry_id bigint, kind text, key bigint)
    ON CONFLICT DO NOTHING
