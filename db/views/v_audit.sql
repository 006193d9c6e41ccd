CREATE VIEW v_audit AS
SELECT audit_id, at, actor, operation, subject, subject_id, recipient, reason FROM audit;
