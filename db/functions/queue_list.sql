-- The rows of the queue with everything that a person needs to choose, and the counts of its filters. Writes one consult row with the
-- numbers that were shown.
-- tab: all, orders, changes, unreadable, mails, alerts, waiting (for somebody else) or mine. most: rows at the most.
CREATE OR REPLACE FUNCTION queue_list(person text, tab text, most integer, target_hours integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    answer jsonb;
    instant timestamptz := now();
    target timestamptz := now() - make_interval(hours => target_hours);
    today date := (now() AT TIME ZONE 'Europe/London')::date;
    shut bigint[] := ARRAY(SELECT restriction_shut(person));
    shut_mails bigint[] := ARRAY(SELECT restriction_mails(person));
BEGIN
    PERFORM queue_refresh();
    WITH placed AS MATERIALIZED (
         SELECT queue_rank(i.lane, i.calm, queue_is_late(i.lane, i.calm, i.received_at, i.chase_on, target, today), i.kind_rank, i.discharges, i.served,
                           i.power_of_arrest, i.without_notice) AS rank,
                i.*, i.kind = 'entry' AS orders, i.kind = 'alert' AS alerts, i.kind = 'mail' AND NOT i.closed AS mails, coalesce(i.held_by = person, false) AS mine,
                i.chase_on IS NOT NULL OR i.kind <> 'entry' AND i.message_id IN (SELECT m.message_id FROM message m WHERE m.waits AND m.passed_to IS NOT NULL) AS waiting
           FROM queue_item i
          -- what is closed is not there; but an alert, with nothing of its words: somebody may be in danger
          WHERE NOT CASE i.kind WHEN 'entry' THEN i.id = ANY (shut) WHEN 'mail' THEN i.message_id = ANY (shut_mails) ELSE false END),
    shown AS MATERIALIZED (
         SELECT p.*, queue_is_late(p.lane, p.calm, p.received_at, p.chase_on, target, today) AS late FROM placed p
          WHERE CASE tab WHEN 'all' THEN true WHEN 'orders' THEN p.orders WHEN 'changes' THEN p.acts WHEN 'unreadable' THEN p.closed
                         WHEN 'mails' THEN p.mails WHEN 'alerts' THEN p.alerts WHEN 'waiting' THEN p.waiting WHEN 'mine' THEN p.mine END
          ORDER BY p.rank, p.received_at, p.message_id, p.kind, p.id LIMIT most),
    -- what else a row says; each part of it is looked up by its number
    told AS (
         SELECT s.rank, s.received_at, s.message_id, s.kind, s.id,
                jsonb_build_object(
                    'kind', s.kind, 'id', s.id, 'message_id', s.message_id, 'received_at', s.received_at, 'calm', s.calm, 'kind_rank', s.kind_rank,
                    'late', s.late, 'acts', s.acts, 'discharges', s.discharges, 'soon', s.soon, 'served', s.served, 'power_of_arrest', s.power_of_arrest,
                    'without_notice', s.without_notice, 'differs', s.differs, 'closed', s.closed, 'held_by', s.held_by, 'held_until', s.held_until,
                    'chase_on', s.chase_on, 'target_hours', target_hours, 'own', s.mine, 'entry_id', CASE WHEN s.kind = 'entry' THEN s.id END,
                    'problems', coalesce(p.problems, '[]'), 'problem', p.problems ->> 0, 'alerts', a.kinds, 'failure', m.failure,
                    'from_address', m.from_address, 'junk', m.junk, 'subject', m.subject, 'passed_to', m.passed_to)
                || jsonb_build_object(
                    'text', CASE WHEN s.kind = 'alert' THEN (SELECT left(x.text, 160) FROM alert x WHERE x.message_id = s.message_id AND x.handled_at IS NULL
                                                              ORDER BY x.kind NOT IN ('breach', 'danger'), x.alert_id LIMIT 1) END,
                    'first_mail', NOT EXISTS (SELECT FROM message o WHERE lower(o.from_address) = lower(m.from_address) AND o.received_at < m.received_at)) AS item,
                coalesce(w.details, '{}') AS details,
                CASE WHEN s.kind = 'mail' THEN queue_why_mail(s.message_id, s.closed, s.kind_rank) END AS mail_why
           FROM shown s
          CROSS JOIN LATERAL (SELECT x.failure, x.from_address, x.junk, x.subject, x.passed_to, x.received_at FROM message x WHERE x.message_id = s.message_id LIMIT 1) m
           LEFT JOIN LATERAL (SELECT jsonb_agg(DISTINCT d.problem) AS problems FROM document d
                               WHERE d.message_id = s.message_id AND d.problem IS NOT NULL) p ON true
           LEFT JOIN LATERAL (SELECT array_agg(DISTINCT x.kind ORDER BY x.kind) AS kinds FROM alert x
                               WHERE x.message_id = s.message_id AND x.handled_at IS NULL) a ON true
           LEFT JOIN LATERAL (
                SELECT x.details || jsonb_build_object('row_version', e.row_version, 'status', c.status, 'status_reason', c.reason, 'ends_at', c.ends_at) AS details
                  FROM entry_waiting x JOIN entry e ON e.entry_id = x.entry_id
                  LEFT JOIN LATERAL (SELECT o.ends_at, o.status, o.reason FROM entry_course o
                                      WHERE o.entry_id = e.entry_id AND o.begins_at <= instant ORDER BY o.begins_at DESC LIMIT 1) c ON true
                 WHERE s.kind = 'entry' AND x.entry_id = s.id LIMIT 1) w ON true)
    SELECT jsonb_build_object(
           'tab', tab,
           'counts', (SELECT jsonb_build_object('all', count(*), 'orders', count(*) FILTER (WHERE p.orders), 'changes', count(*) FILTER (WHERE p.acts),
                                                'unreadable', count(*) FILTER (WHERE p.closed), 'mails', count(*) FILTER (WHERE p.mails),
                                                'alerts', count(*) FILTER (WHERE p.alerts), 'waiting', count(*) FILTER (WHERE p.waiting), 'mine', count(*) FILTER (WHERE p.mine)) FROM placed p),
           'holders', CASE WHEN queue_is_supervisor(person) THEN
                           (SELECT coalesce(jsonb_agg(jsonb_build_object('name', h.held_by, 'count', h.count) ORDER BY h.held_by), '[]')
                              FROM (SELECT p.held_by, count(*) FROM placed p WHERE p.held_by <> person GROUP BY p.held_by) h) END,
           'rows', (SELECT coalesce(jsonb_agg(
                        CASE WHEN t.message_id = ANY (shut_mails)
                             THEN t.item - ARRAY['from_address', 'subject', 'text', 'failure', 'passed_to', 'problem']
                                  || jsonb_build_object('problems', '[]'::jsonb, 'why', queue_why(t.item, '{}', t.mail_why) || ' · RESTRICTED: open it with a reason')
                             ELSE t.item || t.details || jsonb_build_object('why', queue_why(t.item, t.details, t.mail_why)) END
                        ORDER BY t.rank, t.received_at, t.message_id, t.kind, t.id), '[]') FROM told t))
      INTO answer;
    PERFORM audit_write_list('queue', person,
                             (SELECT string_agg(concat_ws(' ', r ->> 'kind', r ->> 'id'), ', ') FROM jsonb_array_elements(answer -> 'rows') r),
                             jsonb_path_query_array(answer, '$.rows[*] ? (@.kind == "entry").id'),
                             jsonb_path_query_array(answer, '$.rows[*] ? (@.kind != "entry").message_id'));
    RETURN answer;
END
$$;

-- "2 h 10 min", "3 days".
CREATE OR REPLACE FUNCTION queue_age(of interval) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN CASE WHEN of < interval '1 hour' THEN floor(extract(epoch FROM of) / 60) || ' min'
                WHEN of < interval '48 hours' THEN floor(extract(epoch FROM of) / 3600) || ' h'
                ELSE floor(extract(epoch FROM of) / 86400) || ' days' END;
END
$$;

-- For queue_list alone: why it stands there, in words. It asks no table: an expression without one is worked out without a plan.
DROP FUNCTION IF EXISTS queue_row(jsonb, text);
DROP FUNCTION IF EXISTS queue_why(jsonb, jsonb, message, jsonb, text[]);
CREATE OR REPLACE FUNCTION queue_why(of_item jsonb, details jsonb, mail_why text) RETURNS text
    LANGUAGE plpgsql STABLE AS $$
DECLARE
    alerts jsonb := of_item -> 'alerts';
BEGIN
    RETURN concat_ws(' · ',
        CASE WHEN of_item ->> 'kind' = 'alert' THEN
             CASE WHEN alerts ?| ARRAY['breach', 'danger'] THEN 'alert: somebody may be in danger'
                  WHEN alerts ? 'chaser' AND (of_item ->> 'calm')::integer = 0 THEN 'sender says: resent, and we hold nothing of that sender'
                  WHEN alerts ? 'retraction' THEN 'sender takes something back'
                  WHEN alerts ? 'request' THEN 'sender asks for something'
                  WHEN alerts ? 'unsafe_contact' THEN 'not safe to answer this address'
                  WHEN alerts ? 'missing_attachment' THEN 'an attachment may be missing'
                  WHEN alerts ? 'chaser' THEN 'sender says: resent, no answer'
                  ELSE 'sent to others in the force too' END END,
        CASE WHEN of_item ->> 'chase_on' IS NOT NULL THEN
                  concat_ws(' ', (details ->> 'owed') || ',', CASE WHEN (of_item ->> 'late')::boolean THEN 'no answer by' ELSE 'answer due by' END,
                            to_char((of_item ->> 'chase_on')::date, 'Dy FMDD Mon'))
             WHEN (of_item ->> 'late')::boolean
             THEN 'past its target by ' || queue_age(now() - (of_item ->> 'received_at')::timestamptz - make_interval(hours => (of_item ->> 'target_hours')::integer)) END,
        CASE WHEN (of_item ->> 'differs')::boolean THEN 'read again: differs from what was decided' END,
        CASE WHEN (of_item ->> 'discharges')::boolean THEN 'discharges an order'
             WHEN (of_item ->> 'acts')::boolean THEN 'changes an order' END,
        CASE WHEN (of_item ->> 'soon')::boolean THEN
             CASE WHEN (details ->> 'ends_at')::timestamptz < now() + interval '4 days'
                  THEN 'ends ' || to_char((details ->> 'ends_at')::timestamptz AT TIME ZONE 'Europe/London' - interval '1 second', 'Dy FMDD Month HH24:MI')
                  ELSE 'is heard before the next working morning' END END,
        CASE WHEN (details ->> 'copy_of') IS NOT NULL
             THEN 'copy of an earlier entry: ' || coalesce(nullif(concat_ws('; ', details ->> 'contradicts', 'adds: ' || (details ->> 'adds')), ''), 'adds nothing')
             WHEN (details ->> 'possibly_copy')::boolean THEN 'possibly a copy: look' END,
        CASE WHEN of_item ->> 'kind' <> 'entry' THEN NULL
             WHEN (of_item ->> 'served')::boolean AND (details ->> 'served_on')::date = (now() AT TIME ZONE 'Europe/London')::date
             THEN 'served today, not verified'
             WHEN (of_item ->> 'served')::boolean THEN 'served, not verified'
             WHEN (of_item ->> 'acts')::boolean OR (of_item ->> 'soon')::boolean OR details ->> 'copy_of' IS NOT NULL THEN NULL
             WHEN (of_item ->> 'power_of_arrest')::boolean THEN 'power of arrest'
             WHEN (of_item ->> 'without_notice')::boolean THEN 'made without notice' ELSE 'to be verified' END,
        mail_why);
END
$$;

-- For queue_list alone: the same of a mail.
CREATE OR REPLACE FUNCTION queue_why_mail(which bigint, closed boolean, kind_rank integer) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (
    SELECT CASE WHEN mail.state = 'failed' THEN 'mail not readable'
                WHEN closed THEN 'attachment not readable'
                WHEN mail.passed_to IS NOT NULL THEN 'passed on, no receipt yet'
                WHEN mail.outcome IS NULL AND kind_rank = 2
                     AND NOT EXISTS (SELECT FROM service s WHERE s.message_id = mail.message_id AND (s.entry_id IS NULL OR s.state = 'proposed'))
                THEN 'a paper looks like an order and gave none'
                ELSE coalesce((SELECT 'statement of service: ' || coalesce(min(s.warning),
                                      CASE WHEN bool_or(s.entry_id IS NULL) THEN 'its order is not held'
                                           WHEN bool_or(s.state = 'proposed') THEN 'is it about the proposed order?'
                                           ELSE 'joined to its order' END)
                                 FROM service s WHERE s.message_id = mail.message_id HAVING count(*) > 0),
                              (SELECT 'answers mail ' || min(l.earlier_message_id) || CASE WHEN bool_or(l.state = 'joined') THEN '' ELSE ', another sender' END
                                 FROM message_link l WHERE l.message_id = mail.message_id HAVING count(*) > 0), 'no order found') END
      FROM message mail WHERE mail.message_id = which);
END
$$;
