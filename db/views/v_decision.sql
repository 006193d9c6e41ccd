-- Every decision that people took on entries, those taken back too. Their words are null for plain readers.
CREATE VIEW v_decision AS
SELECT d.decision_id, d.entry_id, d.kind, d.other_entry_id, d.about, d.name, d.code, CASE WHEN sees.closed AND d.entry_id NOT IN (SELECT restriction_entries_here()) THEN d.reason END AS reason,
       d.decided_by, d.decided_at, d.undone_by, d.undone_at, CASE WHEN sees.closed AND d.entry_id NOT IN (SELECT restriction_entries_here()) THEN d.undo_reason END AS undo_reason,
       EXISTS (SELECT FROM fact f WHERE f.decision_id = d.decision_id AND f.waits) AS needs_second,
       d.chase_on, d.service_id, (d.before->>'entry_id')::bigint AS service_entry_id
  FROM decision d CROSS JOIN (SELECT sees_closed() AS closed) sees;
