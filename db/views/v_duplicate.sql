-- decided: what a person said last of the pair. A dismissal holds for the evidence that it was given on. The words are a person's: null
-- for plain readers.
CREATE VIEW v_duplicate AS
SELECT u.entry_id, u.earlier_entry_id, u.level, u.score, u.reasons,
       CASE v.kind WHEN 'duplicate' THEN 'confirmed' WHEN 'dismiss' THEN 'dismissed' END AS decided, v.decided_by, v.decided_at,
       CASE WHEN sees_closed() THEN v.reason END AS reason
  FROM duplicate u
  LEFT JOIN LATERAL (
       SELECT d.kind, d.decided_by, d.decided_at, d.reason, d.evidence FROM decision d
        WHERE d.kind IN ('duplicate', 'dismiss') AND d.undone_at IS NULL
          AND (d.entry_id = u.entry_id AND d.other_entry_id = u.earlier_entry_id
               OR d.entry_id = u.earlier_entry_id AND d.other_entry_id = u.entry_id)
        ORDER BY d.decision_id DESC LIMIT 1) v ON v.kind = 'duplicate' OR v.evidence = u.evidence;
