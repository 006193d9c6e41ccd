-- What the reports read of a large register, so that each reads little of the disk.
-- How an entry stands is read from the key alone (view entry_now).
ALTER TABLE entry_course DROP CONSTRAINT entry_course_pkey, ADD PRIMARY KEY (entry_id, begins_at) INCLUDE (status, ends_at);
DROP INDEX entry_course_end;
CREATE INDEX field_heard ON field (entry_id, name) INCLUDE (value) WHERE name IN ('hearing_on', 'served_on');
CREATE INDEX service_proof ON service (entry_id) INCLUDE (joined) WHERE state = 'fact' AND outcome IN ('served', 'informed', 'present_in_court');
CREATE INDEX message_failed ON message (received_at) WHERE state = 'failed' AND outcome IS NULL;
CREATE INDEX outbox_trouble ON outbox (status, created_at) WHERE status IN ('held', 'failed');
