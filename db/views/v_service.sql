-- joined: by what it found its order (message, number, names, a person). warning: why it found none, or what to look at. The place of service is null for roles that may not see addresses.
CREATE VIEW v_service AS
SELECT service_id, message_id, document_id, entry_id, outcome, served_on, served_at, served_by, method,
       CASE WHEN sees_closed() THEN served_place END AS served_place, state, joined, warning
  FROM service;
