CREATE VIEW v_alert AS
SELECT message_id, kind, text, raised_at, handled_by, handled_at FROM alert;
