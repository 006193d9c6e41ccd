-- The fields of new entries.
-- role: ccot_ingest
-- $1 jsonb  list of fields
INSERT INTO field (entry_id, name, value, raw, page, box, confidence)
SELECT entry_id, name, value, raw, page, box, confidence
  FROM jsonb_to_recordset($1::jsonb) AS f (entry_id bigint, name text, value text, raw text, page integer, box double precision[],
       confidence double precision)
