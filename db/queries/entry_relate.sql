-- Writes relations anew: what was written before for the acting orders goes, all of it or only their main relation. What a
-- representative acts on is written for its copies too. What a person said stays, and nothing else is said of what that order acts on.
-- Returns every order whose course this may touch: what is varied, extended or discharged, or was, with its copies.
-- role: ccot_ingest
-- $1 bigint[]  acting orders all of whose relations are given
-- $2 bigint[]  representatives whose main relation (varies, extends, discharges, succeeds) is given
-- $3 jsonb     list of relations
-- $4 bigint[]  orders that represent their group no more: nothing lies beside them
-- $5 bigint[]  copies that act on what their representative acts on, as it was written or is given
WITH again AS (
     SELECT entry_id, coalesce(representative_id, entry_id) AS head FROM entry
      WHERE entry_id = ANY($2::bigint[]) OR representative_id = ANY($2::bigint[])),
going AS (
     SELECT relation_id FROM relation WHERE entry_id = ANY($1::bigint[])
      UNION
     SELECT r.relation_id FROM again JOIN relation r USING (entry_id) WHERE r.kind IN ('varies', 'extends', 'discharges', 'succeeds')
      UNION
     SELECT relation_id FROM relation
      WHERE earlier_entry_id = ANY($4::bigint[]) AND kind IN ('replaces', 'translation', 'renews', 'same_respondent')),
gone AS (
     DELETE FROM relation
      WHERE relation_id = ANY(ARRAY(SELECT relation_id FROM going)) AND decision_id IS NULL
     RETURNING earlier_entry_id, kind),
said AS (
     SELECT * FROM jsonb_to_recordset($3::jsonb) AS r (entry_id bigint, earlier_entry_id bigint, target_made_on date, kind text, reasons text[])),
given AS (
     SELECT entry_id, earlier_entry_id, target_made_on, kind, reasons FROM said
      UNION
     SELECT again.entry_id, s.earlier_entry_id, s.target_made_on, s.kind, s.reasons FROM said s JOIN again ON again.head = s.entry_id
      WHERE s.entry_id = ANY($2::bigint[]) AND s.kind IN ('varies', 'extends', 'discharges', 'succeeds')),
followed AS (
     SELECT c.entry_id, r.earlier_entry_id, r.target_made_on, r.kind, r.reasons
       FROM entry c JOIN relation r ON r.entry_id = c.representative_id
      WHERE c.entry_id = ANY($5::bigint[]) AND c.representative_id <> ALL($2::bigint[])
        AND r.kind IN ('varies', 'extends', 'discharges', 'succeeds')),
written AS (
     INSERT INTO relation (entry_id, earlier_entry_id, target_made_on, kind, reasons)
     SELECT entry_id, earlier_entry_id, target_made_on, kind, reasons
       FROM (SELECT * FROM given UNION ALL SELECT * FROM followed) given
      WHERE CASE WHEN kind IN ('varies', 'extends', 'discharges', 'succeeds')
                 THEN NOT EXISTS (SELECT FROM relation o WHERE o.entry_id = given.entry_id AND o.decision_id IS NOT NULL)
                 ELSE entry_id = ANY($1::bigint[])
                      OR NOT EXISTS (SELECT FROM relation o WHERE o.entry_id = given.entry_id AND o.earlier_entry_id = given.earlier_entry_id
                                        AND o.kind = given.kind) END),
target AS (
     SELECT earlier_entry_id FROM gone WHERE kind IN ('varies', 'extends', 'discharges')
      UNION
     SELECT earlier_entry_id FROM given WHERE kind IN ('varies', 'extends', 'discharges')
      UNION -- what a person said of an order counts no more once it is a copy
     SELECT earlier_entry_id FROM relation WHERE entry_id = ANY($4::bigint[]) AND kind IN ('varies', 'extends', 'discharges')),
head AS (
     SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS head FROM target t JOIN entry e ON e.entry_id = t.earlier_entry_id)
SELECT head FROM head UNION ALL SELECT c.entry_id FROM head JOIN entry c ON c.representative_id = head.head
