-- Recipients and reasons are written by people and may name others: null for plain readers.
CREATE VIEW v_audit AS
SELECT audit_id, at, actor, operation, subject, subject_id, CASE WHEN sees_closed() THEN recipient END AS recipient,
       CASE WHEN sees_closed() THEN reason END AS reason FROM audit;
