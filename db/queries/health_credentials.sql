-- What a mailbox or the mail server is signed in with, and when each ends; returns the worst level.
-- role: ccot_ingest
-- $1 text  holder   $2 text[]  what   $3 bigint[]  ends, Unix seconds
WITH told AS (SELECT * FROM unnest($2::text[], $3::bigint[]) AS u (what, ends)),
     forgotten AS (DELETE FROM credential WHERE holder = $1 AND what <> ALL ($2::text[])),
     kept AS (INSERT INTO credential (holder, what, ends_at) SELECT $1, what, to_timestamp(ends) FROM told
              ON CONFLICT (holder, what) DO UPDATE SET ends_at = EXCLUDED.ends_at, told_at = now())
SELECT coalesce((SELECT credential_level(to_timestamp(ends), what) AS level FROM told
                  ORDER BY array_position(ARRAY['alarm', 'warning', 'fine'], credential_level(to_timestamp(ends), what)) LIMIT 1), 'fine')
