-- Writes relations anew: what was written before for the acting orders goes, all of it or only their main relation. Returns
-- every order whose course this may touch. What a person said stays.
-- role: ccot_ingest
-- $1 bigint[]  acting orders all of whose relations are given
-- $2 bigint[]  acting orders whose main relation (varies, extends, discharges, succeeds) is given
-- $3 jsonb     list of relations
WITH gone AS (
     DELETE FROM relation
      WHERE (entry_id = ANY($1::bigint[])
             OR (entry_id = ANY($2::bigint[]) AND kind IN ('varies', 'extends', 'discharges', 'succeeds')))
        AND decision_id IS NULL
     RETURNING entry_id, earlier_entry_id),
given AS (
     SELECT * FROM jsonb_to_recordset($3::jsonb) AS r (entry_id bigint, earlier_entry_id bigint, target_made_on date, kind text, reasons text[])),
written AS (
     INSERT INTO relation (entry_id, earlier_entry_id, target_made_on, kind, reasons)
     SELECT entry_id, earlier_entry_id, target_made_on, kind, reasons FROM given
      WHERE entry_id = ANY($1::bigint[]) OR kind IN ('varies', 'extends', 'discharges', 'succeeds')
         OR NOT EXISTS (SELECT FROM relation o WHERE o.entry_id = given.entry_id AND o.earlier_entry_id = given.earlier_entry_id AND o.kind = given.kind))
SELECT DISTINCT unnest(ARRAY[entry_id, earlier_entry_id]) FROM gone
UNION SELECT unnest(ARRAY[entry_id, earlier_entry_id]) FROM given
