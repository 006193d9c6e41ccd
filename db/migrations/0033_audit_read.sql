-- Who saw what: rows of the audit by time, and by the entries and mails that a list showed.
CREATE INDEX audit_at ON audit (at, audit_id);
CREATE INDEX audit_shown ON audit USING gin (shown jsonb_path_ops) WHERE shown IS NOT NULL;
