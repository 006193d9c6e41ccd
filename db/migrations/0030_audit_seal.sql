-- The audit, sealed in batches: each seal is a digest over the rows of a span of transactions and over the seal before it. A span ends
-- below the oldest transaction that still runs, so that no row can come into it later.
CREATE TABLE audit_seal (
    seal_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    upto_xact xid8 NOT NULL UNIQUE,
    rows      bigint NOT NULL CHECK (rows > 0),
    digest    bytea NOT NULL CHECK (octet_length(digest) = 32),
    sealed_at timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER audit_seal_is_append_only BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_seal_is_kept BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE INDEX audit_xact ON audit (xact, audit_id);
