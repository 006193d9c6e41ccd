-- What one person has decided and has no effect before a call-back is recorded and a second person confirms it. kind: discharge, shortening
-- (of the order target_entry_id, by the verified order entry_id), end (set by hand or taken from a copy by decision_id). waits_for:
-- what is to come next, call_back or second. The words of the call-back are a person's: null for plain readers.
CREATE VIEW v_second_person AS
WITH waiting AS (
     SELECT a.entry_id, NULL::bigint AS decision_id, t.entry_id AS target_entry_id,
            CASE WHEN a.action = 'discharged'
                      OR EXISTS (SELECT FROM relation r WHERE r.entry_id = a.entry_id AND r.kind = 'discharges') THEN 'discharge'
                 ELSE 'shortening' END AS kind,
            a.verified_by AS decided_by, a.verified_at AS decided_at
       FROM (SELECT DISTINCT c.entry_id, unnest(c.waits_for) AS acting FROM entry_course c WHERE c.waits_for IS NOT NULL) c
       JOIN entry t ON t.entry_id = c.entry_id AND t.representative_id IS NULL AND t.state IN ('pending', 'verified')
       JOIN entry a ON a.entry_id = c.acting
     UNION ALL
     SELECT DISTINCT f.entry_id, f.decision_id, f.entry_id, 'end', f.decided_by, f.decided_at
       FROM decided_fact f JOIN entry e ON e.entry_id = f.entry_id AND e.state IN ('pending', 'verified')
      WHERE f.waits AND f.stands AND NOT f.confirmed)
SELECT w.entry_id, w.decision_id, w.target_entry_id, w.kind, w.decided_by, w.decided_at,
       CASE WHEN b.decision_id IS NULL THEN 'call_back' ELSE 'second' END AS waits_for, b.decided_by AS called_back_by,
       b.decided_at AS called_back_at, CASE WHEN sees_closed() THEN b.reason END AS call_back
  FROM waiting w
  LEFT JOIN LATERAL (
       SELECT c.decision_id, c.decided_by, c.decided_at, c.reason FROM decision c
        WHERE c.entry_id = w.entry_id AND c.kind = 'call_back' AND c.about IS NOT DISTINCT FROM w.decision_id AND c.undone_at IS NULL
        ORDER BY c.decision_id DESC LIMIT 1) b ON true;
