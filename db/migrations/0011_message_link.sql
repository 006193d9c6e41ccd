-- A mail that carries our reference in its subject belongs to the mail of that reference when the sender is the same; from
-- another sender it is only shown.
CREATE TABLE message_link (
    message_id         bigint NOT NULL REFERENCES message ON DELETE CASCADE,
    earlier_message_id bigint NOT NULL REFERENCES message ON DELETE CASCADE,
    kind               text NOT NULL CHECK (kind IN ('reference')),
    state              text NOT NULL CHECK (state IN ('joined', 'proposed')),
    linked_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (message_id, earlier_message_id, kind),
    CHECK (message_id <> earlier_message_id)
);
CREATE INDEX message_link_earlier ON message_link (earlier_message_id);
