-- A mail that is in the register may be read again. Its documents, orders and statements keep their numbers and may
-- change places, which one statement does: places are compared when it ends.
ALTER TABLE document DROP CONSTRAINT document_message_id_position_key,
    ADD CONSTRAINT document_message_id_position_key UNIQUE (message_id, position) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE entry DROP CONSTRAINT entry_message_id_position_key,
    ADD CONSTRAINT entry_message_id_position_key UNIQUE (message_id, position) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE service DROP CONSTRAINT service_message_id_position_key,
    ADD CONSTRAINT service_message_id_position_key UNIQUE (message_id, position) DEFERRABLE INITIALLY IMMEDIATE;

-- Read again because somebody asked: behind what is new, before the backlog, and never acknowledged.
ALTER TABLE message ADD COLUMN again boolean NOT NULL DEFAULT false;
DROP INDEX message_work;
CREATE INDEX message_work ON message (lane, again, received_at, message_id) WHERE state IN ('received', 'parsed') AND NOT waiting;

-- What another reading says otherwise of an order on which a person has decided: kept beside it, never written over it.
CREATE TABLE entry_difference (
    entry_id   bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    name       text NOT NULL,                   -- a field, order_type, action, draft; order: it is no longer read at all
    value      text,                            -- null: the other reading does not find it
    raw        text,
    page       integer,
    box        double precision[],
    confidence double precision,
    noted_at   timestamptz NOT NULL DEFAULT now(),
    settled_by text,                            -- who looked at it; the same value is not shown again
    settled_at timestamptz,
    PRIMARY KEY (entry_id, name)
);
