-- Mails of ours that came back, and replies that a supervisor let go or dropped.
ALTER TABLE outbox DROP CONSTRAINT outbox_status_check,
    ADD CONSTRAINT outbox_status_check CHECK (status IN ('due', 'digest', 'held', 'sent', 'suppressed', 'failed', 'bounced')),
    ADD COLUMN bounced_at timestamptz,
    ADD COLUMN bounce_message_id bigint REFERENCES message ON DELETE SET NULL,
    ADD CONSTRAINT outbox_bounced CHECK ((status = 'bounced') = (bounced_at IS NOT NULL));
CREATE UNIQUE INDEX outbox_token ON outbox (token);
CREATE INDEX outbox_bounced_at ON outbox (bounced_at) WHERE bounced_at IS NOT NULL;
