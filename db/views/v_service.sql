-- joined: by what it found its order (message, number, names, a person). warning: why it found none, or what to look at. A statement
-- that was not joined within its own message serves the order, whichever copy represents it. The place of service is null
-- for roles that may not see addresses.
-- A union, so that it is found by index from the order.
CREATE VIEW v_service AS
SELECT s.service_id, s.message_id, s.document_id, s.entry_id, s.outcome, s.served_on, s.served_at, CASE WHEN s.document_id NOT IN (SELECT restriction_papers_here()) THEN s.served_by END AS served_by, s.method,
       CASE WHEN sees_closed() AND s.document_id NOT IN (SELECT restriction_papers_here()) THEN s.served_place END AS served_place, s.state, s.joined, s.warning
  FROM service s
 WHERE s.entry_id IS NULL OR s.joined = 'message'
    OR NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = s.entry_id AND e.representative_id IS NOT NULL)
UNION ALL
SELECT s.service_id, s.message_id, s.document_id, e.representative_id, s.outcome, s.served_on, s.served_at, CASE WHEN s.document_id NOT IN (SELECT restriction_papers_here()) THEN s.served_by END AS served_by, s.method,
       CASE WHEN sees_closed() AND s.document_id NOT IN (SELECT restriction_papers_here()) THEN s.served_place END, s.state, s.joined, s.warning
  FROM service s JOIN entry e ON e.entry_id = s.entry_id AND e.representative_id IS NOT NULL
 WHERE s.joined IS DISTINCT FROM 'message';
