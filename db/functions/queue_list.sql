-- The rows of the queue with everything that a person needs to choose, and the counts of its filters. Writes one consult row with the
-- numbers that were shown. Fifty rows are told as json, which is printed as it comes; jsonb would sort and join the keys of each.
-- tab: all, orders, changes, unreadable, mails, alerts, waiting (for somebody else) or mine. most: rows at the most.
DROP FUNCTION IF EXISTS queue_list(text, text, integer, integer);
CREATE FUNCTION queue_list(person text, tab text, most integer, target_hours integer) RETURNS json
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    answer json;
    listed text;
    entries jsonb;
    mails jsonb;
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
         SELECT p.*, queue_is_late(p.lane, p.calm, p.received_at, p.chase_on, target, today) AS late, p.message_id = ANY (shut_mails) AS hidden FROM placed p
          WHERE CASE tab WHEN 'all' THEN true WHEN 'orders' THEN p.orders WHEN 'changes' THEN p.acts WHEN 'unreadable' THEN p.closed
                         WHEN 'mails' THEN p.mails WHEN 'alerts' THEN p.alerts WHEN 'waiting' THEN p.waiting WHEN 'mine' THEN p.mine END
          ORDER BY p.rank, p.received_at, p.message_id, p.kind, p.id LIMIT most),
    -- what else a row says; each part of it is looked up by its number, and nothing of what is hidden
    told AS (
         SELECT s.kind, s.id, s.message_id, s.received_at, s.calm, s.kind_rank, s.late, s.acts, s.discharges, s.soon, s.served, s.power_of_arrest,
                s.without_notice, s.differs, s.closed, s.held_by, s.held_until, s.chase_on, target_hours AS target_hours, s.mine AS own,
                CASE WHEN s.kind = 'entry' THEN s.id END AS entry_id, CASE WHEN s.hidden THEN '[]' ELSE coalesce(p.problems, '[]') END AS problems,
                CASE WHEN NOT s.hidden THEN p.problems ->> 0 END AS problem, a.kinds AS alerts, m.failure, m.from_address, m.junk, m.subject, m.passed_to,
                CASE WHEN s.kind = 'alert' AND NOT s.hidden
                     THEN (SELECT left(x.text, 160) FROM alert x WHERE x.message_id = s.message_id AND x.handled_at IS NULL
                            ORDER BY x.kind NOT IN ('breach', 'danger'), x.alert_id LIMIT 1) END AS text,
                NOT EXISTS (SELECT FROM message o WHERE lower(o.from_address) = lower(m.sender) AND o.received_at < m.received_at) AS first_mail,
                w.*,
                concat_ws(' · ', CASE WHEN s.kind = 'alert' THEN queue_why_alert(a.kinds, s.calm) END,
                                 CASE WHEN s.chase_on IS NOT NULL
                                      THEN concat_ws(' ', w.owed || ',', CASE WHEN s.late THEN 'no answer by' ELSE 'answer due by' END, to_char(s.chase_on, 'Dy FMDD Mon'))
                                      WHEN s.late THEN 'past its target by ' || queue_age(instant - s.received_at - make_interval(hours => target_hours)) END,
                                 CASE WHEN s.differs THEN 'read again: differs from what was decided' END,
                                 CASE WHEN s.discharges THEN 'discharges an order' WHEN s.acts THEN 'changes an order' END,
                                 CASE WHEN s.soon AND w.ends_at < instant + interval '4 days'
                                      THEN 'ends ' || to_char(w.ends_at AT TIME ZONE 'Europe/London' - interval '1 second', 'Dy FMDD Month HH24:MI')
                                      WHEN s.soon THEN 'is heard before the next working morning' END,
                                 CASE WHEN w.copy_of IS NOT NULL
                                      THEN 'copy of an earlier entry: ' || coalesce(nullif(concat_ws('; ', w.contradicts, 'adds: ' || w.adds), ''), 'adds nothing')
                                      WHEN w.possibly_copy THEN 'possibly a copy: look' END,
                                 CASE WHEN s.kind <> 'entry' THEN NULL
                                      WHEN s.served AND w.served_on::date = today THEN 'served today, not verified'
                                      WHEN s.served THEN 'served, not verified'
                                      WHEN s.acts OR s.soon OR w.copy_of IS NOT NULL THEN NULL
                                      WHEN s.power_of_arrest THEN 'power of arrest'
                                      WHEN s.without_notice THEN 'made without notice' ELSE 'to be verified' END,
                                 CASE WHEN s.kind = 'mail' THEN queue_why_mail(s.message_id, s.closed, s.kind_rank) END,
                                 CASE WHEN s.hidden THEN 'RESTRICTED: open it with a reason' END) AS why
           FROM shown s
          CROSS JOIN LATERAL (SELECT x.junk, x.received_at, x.from_address AS sender, CASE WHEN NOT s.hidden THEN x.from_address END AS from_address,
                                     CASE WHEN NOT s.hidden THEN x.failure END AS failure, CASE WHEN NOT s.hidden THEN x.subject END AS subject,
                                     CASE WHEN NOT s.hidden THEN x.passed_to END AS passed_to
                                FROM message x WHERE x.message_id = s.message_id LIMIT 1) m
           LEFT JOIN LATERAL (SELECT jsonb_agg(DISTINCT d.problem) AS problems FROM document d
                               WHERE d.message_id = s.message_id AND d.problem IS NOT NULL) p ON true
           LEFT JOIN LATERAL (SELECT array_agg(DISTINCT x.kind ORDER BY x.kind) AS kinds FROM alert x
                               WHERE x.message_id = s.message_id AND x.handled_at IS NULL) a ON true
           LEFT JOIN LATERAL (
                SELECT d.*, e.row_version, c.status, c.reason AS status_reason, c.ends_at
                  FROM entry_waiting x JOIN entry e ON e.entry_id = x.entry_id
                 -- as queue_entry_details writes them
                 CROSS JOIN LATERAL jsonb_to_record(x.details) AS d (
                       order_type text, action text, draft boolean, court text, number text, respondent text, sorted text, respondent_dob text,
                       protected_person text, protected jsonb, expires_on text, served_on text, owed text, attempted boolean, unsure jsonb, absent jsonb,
                       copy_of bigint, possibly_copy boolean, adds text, contradicts text, copies integer, copies_add integer, relations jsonb)
                  LEFT JOIN LATERAL (SELECT o.ends_at, o.status, o.reason FROM entry_course o
                                      WHERE o.entry_id = e.entry_id AND o.begins_at <= instant ORDER BY o.begins_at DESC LIMIT 1) c ON true
                 WHERE s.kind = 'entry' AND NOT s.hidden AND x.entry_id = s.id LIMIT 1) w ON true
          ORDER BY s.rank, s.received_at, s.message_id, s.kind, s.id)
    SELECT json_build_object(
           'tab', tab,
           'counts', (SELECT json_build_object('all', count(*), 'orders', count(*) FILTER (WHERE p.orders), 'changes', count(*) FILTER (WHERE p.acts),
                                               'unreadable', count(*) FILTER (WHERE p.closed), 'mails', count(*) FILTER (WHERE p.mails),
                                               'alerts', count(*) FILTER (WHERE p.alerts), 'waiting', count(*) FILTER (WHERE p.waiting), 'mine', count(*) FILTER (WHERE p.mine)) FROM placed p),
           'holders', CASE WHEN queue_is_supervisor(person) THEN
                           (SELECT coalesce(json_agg(json_build_object('name', h.held_by, 'count', h.count) ORDER BY h.held_by), '[]')
                              FROM (SELECT p.held_by, count(*) FROM placed p WHERE p.held_by <> person GROUP BY p.held_by) h) END,
           'rows', (SELECT coalesce(json_agg(t), '[]') FROM told t)),
           x.listed, x.entries, x.mails
      INTO answer, listed, entries, mails
      FROM (SELECT string_agg(concat_ws(' ', o.kind, o.id), ', ') AS listed, coalesce(jsonb_agg(o.id) FILTER (WHERE o.kind = 'entry'), '[]') AS entries,
                   coalesce(jsonb_agg(o.message_id) FILTER (WHERE o.kind <> 'entry'), '[]') AS mails
              FROM (SELECT s.kind, s.id, s.message_id FROM shown s ORDER BY s.rank, s.received_at, s.message_id, s.kind, s.id) o) x;
    PERFORM audit_write_list('queue', person, listed, entries, mails);
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

-- For queue_list alone: why an alert stands there, in words. It asks no table: an expression without one is worked out without a plan.
DROP FUNCTION IF EXISTS queue_row(jsonb, text);
DROP FUNCTION IF EXISTS queue_why(jsonb, jsonb, message, jsonb, text[]);
DROP FUNCTION IF EXISTS queue_why(jsonb, jsonb, text);
CREATE OR REPLACE FUNCTION queue_why_alert(kinds text[], calm integer) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN CASE WHEN kinds && ARRAY['breach', 'danger'] THEN 'alert: somebody may be in danger'
                WHEN 'chaser' = ANY (kinds) AND calm = 0 THEN 'sender says: resent, and we hold nothing of that sender'
                WHEN 'retraction' = ANY (kinds) THEN 'sender takes something back'
                WHEN 'request' = ANY (kinds) THEN 'sender asks for something'
                WHEN 'unsafe_contact' = ANY (kinds) THEN 'not safe to answer this address'
                WHEN 'missing_attachment' = ANY (kinds) THEN 'an attachment may be missing'
                WHEN 'chaser' = ANY (kinds) THEN 'sender says: resent, no answer'
                ELSE 'sent to others in the force too' END;
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
