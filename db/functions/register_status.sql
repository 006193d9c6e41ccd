-- The state of every mailbox and of the work, without a word about people.
CREATE OR REPLACE FUNCTION register_status() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (
    SELECT jsonb_build_object(
           'mailboxes', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                                'mailbox', b.name, 'state', b.state, 'since', b.state_at, 'until', b.until, 'reason', b.reason,
                                'last_scan_at', b.last_scan_at,
                                'quota', CASE WHEN b.quota_limit IS NOT NULL THEN jsonb_build_object(
                                         'resource', b.quota_resource, 'used', b.quota_used, 'limit', b.quota_limit, 'percent', b.quota_used * 100 / b.quota_limit,
                                         'level', quota_level(b.quota_used, b.quota_limit), 'at', b.quota_at) END,
                                'stored', (SELECT count(*) FROM v_message m WHERE m.mailbox = b.name)) ORDER BY b.name), '[]')
                           FROM mailbox b),
           'credentials', (SELECT coalesce(jsonb_agg(jsonb_build_object('holder', c.holder, 'what', c.what, 'ends_at', c.ends_at,
                                                     'level', credential_level(c.ends_at, c.what)) ORDER BY c.ends_at, c.holder, c.what), '[]')
                             FROM credential c),
           'concerns', (SELECT coalesce(jsonb_agg(jsonb_build_object('level', h.level, 'what', h.what) ORDER BY h.level, h.what), '[]')
                          FROM health_concerns() h),
           'messages', (SELECT jsonb_build_object(
                               'received', count(*) FILTER (WHERE state = 'received'),
                               'parsed', count(*) FILTER (WHERE state = 'parsed'),
                               'queued', count(*) FILTER (WHERE state = 'queued'),
                               'failed', count(*) FILTER (WHERE state = 'failed'),
                               'waiting', count(*) FILTER (WHERE waiting),
                               'oldest_undone', min(received_at) FILTER (WHERE state IN ('received', 'parsed')))
                          FROM message),
           'entries', (SELECT jsonb_build_object(
                              'pending', count(*) FILTER (WHERE state = 'pending'),
                              'verified', count(*) FILTER (WHERE state = 'verified'),
                              'rejected', count(*) FILTER (WHERE state = 'rejected'),
                              'duplicate', count(*) FILTER (WHERE state = 'duplicate'),
                              'oldest_pending', min(received_at) FILTER (WHERE state = 'pending'))
                         FROM v_entry),
           'failures', (SELECT coalesce(jsonb_agg(jsonb_build_object('message_id', message_id, 'failure', failure) ORDER BY message_id), '[]')
                          FROM (SELECT message_id, failure FROM v_message WHERE state = 'failed' AND handled_at IS NULL
                                 ORDER BY message_id DESC LIMIT 20) f),
           'audit', jsonb_build_object(
                        'sealed_at', (SELECT s.sealed_at FROM audit_seal s ORDER BY s.seal_id DESC LIMIT 1),
                        'unsealed_since', (SELECT a.at FROM audit a
                                            WHERE a.xact >= coalesce((SELECT s.upto_xact FROM audit_seal s ORDER BY s.seal_id DESC LIMIT 1), '0'::xid8)
                                            ORDER BY a.xact, a.audit_id LIMIT 1)),
           'outgoing', (SELECT jsonb_build_object('due', count(*) FILTER (WHERE status = 'due'),
                                                  'oldest_due', min(created_at) FILTER (WHERE status = 'due'),
                                                  'trouble', max(reason) FILTER (WHERE status = 'due'),
                                                  'digest', count(*) FILTER (WHERE status = 'digest'),
                                                  'alarm_since', min(created_at) FILTER (WHERE kind = 'alarm' AND status = 'due'),
                                                  'held', count(*) FILTER (WHERE status = 'held'),
                                                  'bounced', (SELECT count(*) FROM outbox b WHERE b.bounced_at > now() - interval '7 days'),
                                                  'failed', count(*) FILTER (WHERE status = 'failed'))
                          FROM outbox WHERE status IN ('due', 'digest', 'held', 'failed'))));
END
$$;
