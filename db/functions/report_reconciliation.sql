-- Every mail that a configured folder ever listed against the register, and what is late or silent. Missing: listed, still there, and not
-- stored within an hour. Gone: it left its folder before it was stored; where the same folder listing or the register holds a mail
-- of the same size and instant elsewhere, somebody moved it by hand. Nothing in it is a word of a mail.
CREATE OR REPLACE FUNCTION report_reconciliation(target_hours integer) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp SET jit = off SET work_mem = '256MB' AS $$
DECLARE
    here timestamp := now() AT TIME ZONE 'Europe/London';
    today date := here::date;
    -- in working hours there should have been mail since the working day before
    quiet_since timestamptz := CASE WHEN extract(isodow FROM today) < 6 AND here::time BETWEEN '09:00' AND '17:00'
                                    THEN (today - CASE extract(isodow FROM today) WHEN 1 THEN 3 ELSE 1 END + time '08:00') AT TIME ZONE 'Europe/London' END;
    most CONSTANT integer := 500;
BEGIN
    RETURN restore_told() || (
    WITH placeholder AS MATERIALIZED ( -- mails that are known and not stored; all others stand in the index of what was listed
         SELECT m.mailbox, m.folder, m.server_uidvalidity AS uidvalidity, m.uid, min(m.stored_at) AS since FROM message m
          WHERE m.mailbox <> 'import' AND m.sha256 IS NULL
            AND NOT EXISTS (SELECT FROM message o WHERE o.mailbox = m.mailbox AND o.folder = m.folder
                               AND o.server_uidvalidity = m.server_uidvalidity AND o.uid = m.uid AND o.sha256 IS NOT NULL)
          GROUP BY 1, 2, 3, 4),
    unregistered AS MATERIALIZED (
         SELECT u.*, CASE WHEN u.gone_at IS NOT NULL THEN 'gone' WHEN u.since > now() - interval '1 hour' THEN 'on its way' ELSE 'missing' END AS status
           FROM (SELECT l.mailbox, l.folder, l.uidvalidity, l.uid, l.size, l.internaldate, l.gone_at, l.first_listed_at AS since FROM listing l
                  WHERE NOT EXISTS (SELECT FROM message m WHERE m.mailbox = l.mailbox AND m.folder = l.folder AND m.server_uidvalidity = l.uidvalidity
                                       AND m.uid = l.uid)
                 UNION ALL
                 SELECT p.mailbox, p.folder, p.uidvalidity, p.uid, l.size, l.internaldate, l.gone_at, coalesce(l.first_listed_at, p.since)
                   FROM placeholder p LEFT JOIN listing l USING (mailbox, folder, uidvalidity, uid)) u),
    registered AS (
         SELECT m.mailbox, m.folder, count(*) - (SELECT count(*) FROM placeholder p WHERE p.mailbox = m.mailbox AND p.folder = m.folder) AS count
           FROM (SELECT DISTINCT mailbox, folder, server_uidvalidity, uid FROM message WHERE mailbox <> 'import') m GROUP BY 1, 2),
    gone AS MATERIALIZED (SELECT * FROM unregistered WHERE status = 'gone' ORDER BY gone_at DESC LIMIT most),
    -- by one look through the listing: there may be hundreds of them
    alike AS MATERIALIZED (
         SELECT l.* FROM listing l
          WHERE (l.mailbox, l.size, l.internaldate) IN (SELECT g.mailbox, g.size, g.internaldate FROM gone g WHERE g.size > 0 AND g.internaldate > 0)),
    moved AS (
         SELECT DISTINCT ON (g.mailbox, g.folder, g.uidvalidity, g.uid) g.mailbox, g.folder, g.uidvalidity, g.uid, l.folder AS found_in
           FROM gone g JOIN alike l ON l.mailbox = g.mailbox AND l.size = g.size AND l.internaldate = g.internaldate
          WHERE l.gone_at IS NULL OR EXISTS (SELECT FROM message m WHERE m.mailbox = l.mailbox AND m.folder = l.folder AND m.server_uidvalidity = l.uidvalidity
                                                AND m.uid = l.uid AND m.sha256 IS NOT NULL)
          ORDER BY g.mailbox, g.folder, g.uidvalidity, g.uid, l.folder),
    alarm AS (
         SELECT 1 AS place, format('%s: mails in %s that the register lacks', mailbox, folder) AS what, count(*) AS count, min(since) AS since
           FROM unregistered WHERE status = 'missing' GROUP BY mailbox, folder
         UNION ALL
         SELECT 2, format('%s: not looked through', b.name), NULL, b.last_scan_at FROM mailbox b
          WHERE b.name <> 'import' AND coalesce(b.last_scan_at < now() - interval '11 minutes', true)
         UNION ALL
         SELECT 3, format('%s: no mail came', b.name), NULL, (SELECT max(m.stored_at) FROM message m WHERE m.mailbox = b.name)
           FROM mailbox b WHERE b.name <> 'import' AND quiet_since IS NOT NULL
            AND NOT EXISTS (SELECT FROM message m WHERE m.mailbox = b.name AND m.stored_at >= quiet_since)
         UNION ALL
         SELECT 4, 'orders not verified, past their target', count(*), min(e.received_at) FROM entry e JOIN message m ON m.message_id = e.message_id
          WHERE e.state = 'pending' AND m.lane = 0 AND e.received_at < now() - make_interval(hours => target_hours) HAVING count(*) > 0
         UNION ALL
         SELECT 5, 'verified orders not keyed elsewhere, past their target', count(*), min(v.verified_at)
           FROM (SELECT e.entry_id, e.verified_at FROM entry e LEFT JOIN entry_now c ON c.entry_id = e.entry_id
                  WHERE e.state = 'verified' AND e.representative_id IS NULL AND e.action <> 'discharged'
                    AND e.verified_at < now() - make_interval(hours => target_hours) AND c.status IS DISTINCT FROM 'ended' OFFSET 0) v
          WHERE NOT EXISTS (SELECT FROM relation r WHERE r.entry_id = v.entry_id AND r.kind IN ('varies', 'extends', 'discharges')
                               AND r.earlier_entry_id IS NOT NULL)
            AND (SELECT count(DISTINCT d.system) FROM entered d WHERE d.entry_id = v.entry_id AND d.system IN ('pnc', 'force')) < 2
         HAVING count(*) > 0
         UNION ALL
         SELECT 6, 'mails that could not be read, with no outcome', count(*), min(m.received_at) FROM message m
          WHERE m.state = 'failed' AND m.outcome IS NULL HAVING count(*) > 0
         UNION ALL
         SELECT 7, 'alerts that nobody has taken', count(*), min(a.raised_at) FROM alarm_waiting() a HAVING count(*) > 0
         UNION ALL
         SELECT 8, CASE status WHEN 'held' THEN 'replies that wait for a person' ELSE 'mails of ours that could not be sent' END, count(*), min(created_at)
           FROM outbox WHERE status = 'held' OR status = 'failed' AND created_at > now() - interval '7 days' GROUP BY status
         UNION ALL
         SELECT 8, 'mails of ours that came back', count(*), min(bounced_at) FROM outbox WHERE bounced_at > now() - interval '7 days' HAVING count(*) > 0
         UNION ALL
         SELECT 9, what, NULL, since FROM health_concerns() WHERE level = 'alarm')
    SELECT jsonb_build_object(
           'nothing', NOT EXISTS (SELECT FROM alarm),
           'alarms', (SELECT coalesce(jsonb_agg(jsonb_build_object('what', what, 'count', count, 'since', to_char(since AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI'))
                                                ORDER BY place, what), '[]') FROM alarm),
           'warnings', (SELECT coalesce(jsonb_agg(jsonb_build_object('what', what, 'since', to_char(since AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI'))
                                                  ORDER BY what), '[]') FROM health_concerns() WHERE level = 'warning'),
           'folders', (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.mailbox, x.folder), '[]')
                         FROM (SELECT mailbox, folder, coalesce(max(r.count), 0) AS registered, count(*) FILTER (WHERE u.status = 'on its way') AS coming,
                                      count(*) FILTER (WHERE u.status = 'missing') AS missing, count(*) FILTER (WHERE u.status = 'gone') AS gone
                                 FROM registered r FULL JOIN unregistered u USING (mailbox, folder) GROUP BY mailbox, folder) x),
           'missing', (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]')
                         FROM (SELECT mailbox, folder, uidvalidity, uid, to_char(since AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') AS since
                                 FROM unregistered u WHERE status = 'missing' ORDER BY u.since, uid LIMIT most) x),
           'gone', (SELECT coalesce(jsonb_agg(jsonb_build_object('mailbox', mailbox, 'folder', folder, 'uidvalidity', uidvalidity, 'uid', uid,
                                    'found_in', coalesce(m.found_in, ''), 'since', to_char(g.gone_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI'))
                                    ORDER BY g.gone_at DESC), '[]') FROM gone g LEFT JOIN moved m USING (mailbox, folder, uidvalidity, uid))));
END
$$;
