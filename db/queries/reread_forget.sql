-- Before orders are grouped anew: takes away what was found among them and what lies beside them, but for what people decided.
-- role: ccot_ingest
-- $1 bigint[]  orders
WITH pairs AS (DELETE FROM duplicate WHERE entry_id = ANY($1::bigint[]) OR earlier_entry_id = ANY($1::bigint[]))
DELETE FROM relation WHERE earlier_entry_id = ANY($1::bigint[]) AND kind NOT IN ('varies', 'extends', 'discharges', 'succeeds')
   AND decision_id IS NULL
