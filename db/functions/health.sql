-- When a mailbox is too full, and when what we sign in with ends too soon: the one place where these limits stand.
CREATE OR REPLACE FUNCTION quota_level(used bigint, most bigint) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN coalesce(most, 0) = 0 THEN 'fine' WHEN used * 100 >= most * 95 THEN 'alarm' WHEN used * 100 >= most * 80 THEN 'warning' ELSE 'fine' END
$$;

-- Certificates of servers are renewed by programs, often a month and sometimes two weeks before their end: they warn later.
CREATE OR REPLACE FUNCTION credential_level(ends_at timestamptz, what text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN ends_at <= now() + CASE what WHEN 'certificate of the server' THEN interval '3 days' ELSE interval '7 days' END THEN 'alarm'
                WHEN ends_at <= now() + CASE what WHEN 'certificate of the server' THEN interval '10 days' ELSE interval '28 days' END THEN 'warning'
                ELSE 'fine' END
$$;

-- Mailboxes that fill up and credentials that end, in words; none when all is well.
CREATE OR REPLACE FUNCTION health_concerns() RETURNS TABLE (level text, what text, since timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT quota_level(quota_used, quota_limit),
           format('%s: the mailbox is %s %% full%s', name, quota_used * 100 / quota_limit,
                  CASE quota_level(quota_used, quota_limit) WHEN 'alarm' THEN ': senders will soon be refused' ELSE '' END), quota_at
      FROM mailbox WHERE quota_level(quota_used, quota_limit) <> 'fine'
    UNION ALL
    SELECT credential_level(ends_at, c.what),
           format('%s: the %s %s %s', holder, c.what, CASE WHEN ends_at <= now() THEN 'ended' ELSE 'ends' END,
                  to_char((ends_at - interval '1 second') AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY')), told_at
      FROM credential c WHERE credential_level(ends_at, c.what) <> 'fine'
$$;
