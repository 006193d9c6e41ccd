-- The fields of entries as the sum of their living sources.
-- role: ccot_ingest
-- $1 bigint[]  entries
SELECT entry_id, name, value FROM effective_field WHERE entry_id = ANY ($1::bigint[]) AND value IS NOT NULL
