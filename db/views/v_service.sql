CREATE VIEW v_service AS
SELECT service_id, message_id, document_id, entry_id, outcome, served_on, served_at, served_by, method, served_place, state
  FROM service;
