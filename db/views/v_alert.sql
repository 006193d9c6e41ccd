-- The sender's words are null for roles that may not see addresses and terms.
CREATE VIEW v_alert AS
SELECT message_id, kind, CASE WHEN sees_closed() THEN text END AS text, raised_at, handled_by, handled_at FROM alert;
