-- Outgoing mail: who is sending a row, what is not certain of it, and the hourly digest to a sender above the cap.
-- due: to be decided and sent. digest: told in the sender's next digest. held: a person releases or drops it. suppressed:
-- none goes, with the reason. failed: the mail server refused it, or it may have gone and was never confirmed.
ALTER TABLE outbox DROP CONSTRAINT outbox_status_check,
    ADD CONSTRAINT outbox_status_check CHECK (status IN ('due', 'digest', 'held', 'sent', 'suppressed', 'failed')),
    ADD COLUMN claimed_by bigint,                            -- a session number whose advisory lock the sender's connection holds
    ADD COLUMN uncertain  smallint NOT NULL DEFAULT 0,       -- handed to the server so often without an answer that we know of
    ADD COLUMN token      uuid NOT NULL DEFAULT gen_random_uuid(), -- of the Message-ID, the same at every try
    ADD COLUMN released_by text,                             -- a person let a held one go
    ADD COLUMN digest_id  bigint REFERENCES outbox ON DELETE SET NULL,          -- told in the digest that goes out under this row
    ADD CONSTRAINT outbox_says_why CHECK (status NOT IN ('held', 'suppressed', 'failed') OR reason IS NOT NULL);
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE status = 'sent';
CREATE INDEX outbox_digest ON outbox (due_at) WHERE status = 'digest';
CREATE INDEX outbox_digest_row ON outbox (digest_id) WHERE digest_id IS NOT NULL;

-- What the topmost Authentication-Results says, and who wrote it. Only the force's own gateway is believed, which a setting names.
ALTER TABLE message ADD COLUMN gateway text, ADD COLUMN dmarc text;
