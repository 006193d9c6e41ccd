-- After a restore from a back-up the mailboxes are ahead of the register.
CREATE TABLE restore (
    restore_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    backup_until    timestamptz NOT NULL,   -- the last thing that the back-up knows of
    declared_at     timestamptz NOT NULL DEFAULT now(),
    declared_by     text NOT NULL,
    last_message_id bigint NOT NULL,        -- of the back-up; numbers from here to the next were perhaps given before
    next_message_id bigint NOT NULL CHECK (next_message_id > last_message_id)
);
-- Target folders that were compared with the register to the end since.
CREATE TABLE restore_folder (
    restore_id bigint NOT NULL REFERENCES restore ON DELETE CASCADE,
    mailbox    text NOT NULL,
    folder     text NOT NULL,
    done_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (restore_id, mailbox, folder)
);
-- Taken in from a target folder after a restore: it was answered before, as far as anybody knows.
ALTER TABLE message ADD COLUMN restore_id bigint REFERENCES restore;
CREATE INDEX message_restore ON message (restore_id) WHERE restore_id IS NOT NULL;
CREATE INDEX message_target ON message (mailbox, target_uidvalidity, target_uid) WHERE target_uid IS NOT NULL;

-- The audit is sealed in the order of transactions. A restored database may number them from the beginning: what is written then is
-- counted on from where the back-up ended.
CREATE TABLE audit_epoch (base bigint NOT NULL, since timestamptz NOT NULL DEFAULT now());
INSERT INTO audit_epoch (base) VALUES (0);
CREATE UNIQUE INDEX audit_epoch_one ON audit_epoch ((true));
CREATE FUNCTION audit_xact() RETURNS xid8 LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN ((SELECT base FROM audit_epoch) + pg_current_xact_id()::text::bigint)::text::xid8;
END
$$;
ALTER TABLE audit ALTER COLUMN xact SET DEFAULT audit_xact();
