-- When this mailbox was first started, in Unix microseconds; remembers it.
-- role: ccot_ingest
-- $1 text  mailbox
INSERT INTO mailbox (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name
RETURNING (extract(epoch FROM first_start) * 1000000)::bigint
