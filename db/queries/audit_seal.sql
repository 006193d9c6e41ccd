-- Seals the rows of the audit that are final; how many.
-- role: ccot_admin
SELECT audit_seal()
