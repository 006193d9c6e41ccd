-- Takes away what was flagged inside a group that is judged anew. What people decided stays.
-- role: ccot_ingest
-- $1 bigint[]  entries of the group
DELETE FROM duplicate WHERE entry_id = ANY($1::bigint[]) AND earlier_entry_id = ANY($1::bigint[]) AND decided IS NULL
