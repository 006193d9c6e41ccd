-- Takes away what was flagged inside groups that are judged anew.
-- role: ccot_ingest
-- $1 bigint[]  entries of the groups
DELETE FROM duplicate WHERE entry_id = ANY($1::bigint[]) AND earlier_entry_id = ANY($1::bigint[])
