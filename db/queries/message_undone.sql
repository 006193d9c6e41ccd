-- How many messages are not queued or failed yet, and how many of them wait for a delayed attachment.
-- role: ccot_ingest
SELECT count(*), count(*) FILTER (WHERE waiting) FROM message WHERE state IN ('received', 'parsed')
