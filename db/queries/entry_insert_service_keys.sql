-- By what new statements find their order.
-- role: ccot_ingest
-- $1 jsonb  list of keys
INSERT INTO service_key (service_id, kind, key)
SELECT service_id, kind, key FROM jsonb_to_recordset($1::jsonb) AS k (service_id bigint, kind text, key bigint)
    ON CONFLICT DO NOTHING
