-- How full the mailbox is, as its server says; returns the level that this is.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  resource ('' no limit)   $3 bigint  used   $4 bigint  limit (0 none)
INSERT INTO mailbox (name, quota_resource, quota_used, quota_limit, quota_at)
VALUES ($1, nullif($2, ''), CASE WHEN $4::bigint > 0 THEN $3::bigint END, nullif($4::bigint, 0), now())
    ON CONFLICT (name) DO UPDATE SET quota_resource = EXCLUDED.quota_resource, quota_used = EXCLUDED.quota_used,
       quota_limit = EXCLUDED.quota_limit, quota_at = EXCLUDED.quota_at
RETURNING quota_level(quota_used, quota_limit)
