-- For this schema's own use: what an entry waits for that somebody else owes us, an answer or a receipt, and the day on which they are asked again.
CREATE VIEW entry_wait AS
SELECT d.entry_id, d.decision_id, d.kind, d.code, d.chase_on
  FROM decision d
  JOIN entry e ON e.entry_id = d.entry_id AND e.state IN ('pending', 'verified')
 WHERE d.chase_on IS NOT NULL AND d.undone_at IS NULL
   AND NOT EXISTS (SELECT FROM decision s WHERE s.about = d.decision_id AND s.kind = 'settle' AND s.undone_at IS NULL);
