-- Names the representative of each entry of a group (null: it represents itself), with an audit row for each that changes.
-- role: ccot_ingest
-- $1 jsonb  list of entries with their representative
WITH wanted AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS w (entry_id bigint, representative_id bigint)),
     changed AS (UPDATE entry e SET representative_id = w.representative_id FROM wanted w
                  WHERE e.entry_id = w.entry_id AND e.representative_id IS DISTINCT FROM w.representative_id
                 RETURNING e.entry_id, e.representative_id)
INSERT INTO audit (operation, subject, subject_id, reason)
SELECT 'combine', 'entry', entry_id, coalesce('copy of entry ' || representative_id, 'represents its copies') FROM changed
