-- Names the representative of each entry of a group (null: it represents itself).
-- role: ccot_ingest
-- $1 jsonb  list of entries with their representative
SELECT entry_group_write($1::jsonb)
