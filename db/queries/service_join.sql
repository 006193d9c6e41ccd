-- Joins statements to orders, or to none, and says why not.
-- role: ccot_ingest
-- $1 jsonb  list of {service_id, entry_id, joined, state, warning}
UPDATE service s SET entry_id = v.entry_id, joined = v.joined, state = v.state, warning = v.warning
  FROM jsonb_to_recordset($1::jsonb) AS v (service_id bigint, entry_id bigint, joined text, state text, warning text)
 WHERE s.service_id = v.service_id
