-- What people say of statements of service is a decision like any other: it has a number, judges courses anew and can be taken back.
ALTER TABLE decision DROP CONSTRAINT decision_kind_check;
ALTER TABLE decision ADD CONSTRAINT decision_kind_check
    CHECK (kind IN ('verify', 'reject', 'draft', 'duplicate', 'dismiss', 'confirm', 'correct', 'call_back', 'second', 'service'));
ALTER TABLE decision ADD COLUMN service_id bigint REFERENCES service ON DELETE CASCADE;
ALTER TABLE decision ADD COLUMN before jsonb;   -- of a statement: what it was joined to, how, and whether this order was refused
ALTER TABLE decision ADD CONSTRAINT decision_of_service CHECK ((kind = 'service') = (service_id IS NOT NULL));
CREATE INDEX decision_service ON decision (service_id) WHERE service_id IS NOT NULL;
DROP FUNCTION IF EXISTS service_decide(bigint, bigint, text, text);
