-- What the mailbox is doing.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  state   $3 bigint  until, Unix seconds (0 none)   $4 text  reason
INSERT INTO mailbox (name, state, state_at, until, reason, last_scan_at)
VALUES ($1, $2, now(), to_timestamp(nullif($3::bigint, 0)), nullif($4, ''), CASE WHEN $2 = 'scanned' THEN now() END)
    ON CONFLICT (name) DO UPDATE SET state = EXCLUDED.state, state_at = EXCLUDED.state_at, until = EXCLUDED.until,
       reason = EXCLUDED.reason, last_scan_at = coalesce(EXCLUDED.last_scan_at, mailbox.last_scan_at)
