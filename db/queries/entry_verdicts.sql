-- What people said of pairs among these entries, the latest last.
-- role: ccot_ingest
-- $1 bigint[]  entries
SELECT d.entry_id, d.other_entry_id, d.kind = 'duplicate', d.evidence FROM decision d
 WHERE d.entry_id = ANY ($1::bigint[]) AND d.other_entry_id = ANY ($1::bigint[]) AND d.kind IN ('duplicate', 'dismiss') AND d.undone_at IS NULL
 ORDER BY d.decision_id
