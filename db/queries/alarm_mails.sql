-- The mails whose alerts nobody has taken, oldest alert first. Instants are Unix microseconds.
-- role: ccot_ingest
SELECT message_id, (extract(epoch FROM min(received_at)) * 1000000)::bigint AS received_at, (extract(epoch FROM min(raised_at)) * 1000000)::bigint AS raised_at
  FROM alarm_waiting() GROUP BY message_id ORDER BY min(raised_at), message_id
