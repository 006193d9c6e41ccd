-- Every decision that people took on entries, those taken back too. Their words are null for plain readers. correction: of a value, why it is
-- another: absent (the order does not state it), unread (the program read none), misread, paper (which is wrong), elsewhere (known from there).
CREATE VIEW v_decision AS
SELECT d.decision_id, d.entry_id, d.kind, d.other_entry_id, d.about, d.name, d.code, CASE WHEN sees.closed AND d.entry_id NOT IN (SELECT restriction_entries_here()) THEN d.reason END AS reason,
       d.decided_by, d.decided_at, d.undone_by, d.undone_at, CASE WHEN sees.closed AND d.entry_id NOT IN (SELECT restriction_entries_here()) THEN d.undo_reason END AS undo_reason,
       EXISTS (SELECT FROM fact f WHERE f.decision_id = d.decision_id AND f.waits) AS needs_second,
       d.chase_on, d.service_id, (d.before->>'entry_id')::bigint AS service_entry_id,
       CASE WHEN d.kind = 'correct' THEN (SELECT CASE WHEN f.value IS NULL THEN 'absent' WHEN f.origin = 'misread' AND f.replaced IS NULL THEN 'unread' ELSE f.origin END
                                            FROM fact f WHERE f.decision_id = d.decision_id) END AS correction
  FROM decision d CROSS JOIN (SELECT sees_closed() AS closed) sees;
