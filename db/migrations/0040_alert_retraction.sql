-- The page of an entry asks whether its sender takes something back: of all alerts the few of that kind that nobody has closed.
CREATE INDEX alert_retraction ON alert (message_id) WHERE kind = 'retraction' AND handled_at IS NULL;
