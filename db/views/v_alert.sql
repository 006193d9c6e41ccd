-- The sender's words, and those with which a person closed the alert, are null for roles that may not see addresses and terms. taken_by:
-- who has it in hand; handled_by: who closed it, as what, under which incident number.
CREATE VIEW v_alert AS
SELECT alert_id, message_id, kind, CASE WHEN sees_closed() AND message_id NOT IN (SELECT restriction_mails_here()) THEN text END AS text, raised_at, taken_by, taken_at, handled_by, handled_at,
       outcome, incident, CASE WHEN sees_closed() AND message_id NOT IN (SELECT restriction_mails_here()) THEN words END AS words FROM alert;
