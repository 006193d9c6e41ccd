-- The mails of which the alarm tells: those whose alerts nobody has taken, oldest alert first, then those of restricted orders that somebody
-- opened or met. Instants are Unix microseconds.
-- role: ccot_ingest
SELECT message_id, (extract(epoch FROM received_at) * 1000000)::bigint AS received_at, (extract(epoch FROM raised_at) * 1000000)::bigint AS raised_at, opened
  FROM alarm_told() ORDER BY opened, raised_at, message_id
