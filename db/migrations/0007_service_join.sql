-- A statement of service looks for its order by rules of register/service_match.
ALTER TABLE service ADD COLUMN order_type text;  -- the type of order that its own words name, when they name one
ALTER TABLE service ADD COLUMN warning text;     -- why it was not joined, in words; or what to look at

-- A person said that a statement is not about an order: it is not proposed again for that order or its copies.
CREATE TABLE service_refusal (
    service_id bigint NOT NULL REFERENCES service ON DELETE CASCADE,
    entry_id   bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    refused_by text NOT NULL,
    refused_at timestamptz NOT NULL DEFAULT now(),
    reason     text,
    PRIMARY KEY (service_id, entry_id)
);
CREATE INDEX service_refusal_entry ON service_refusal (entry_id);
