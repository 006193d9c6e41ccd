-- Flags duplicates.
-- role: ccot_ingest
-- $1 jsonb  list of pairs
INSERT INTO duplicate (entry_id, earlier_entry_id, level, score, reasons, evidence, adds, contradicts)
SELECT entry_id, earlier_entry_id, level, score, reasons, evidence, adds, contradicts
  FROM jsonb_to_recordset($1::jsonb) AS p (entry_id bigint, earlier_entry_id bigint, level text, score double precision, reasons text[],
       evidence text, adds text[], contradicts text[])
    ON CONFLICT (entry_id, earlier_entry_id) DO NOTHING
