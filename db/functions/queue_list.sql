-- The rows of the queue with everything that a person needs to choose, and the counts of its filters. Writes one consult row with the
-- numbers that were shown. Fifty rows are told as json, which is printed as it comes; jsonb would sort and join the keys of each.
-- tab: all, orders, changes, unreadable, mails, alerts, waiting (for somebody else) or mine. most: rows at the most. rows: a JSON array of them, most
-- pressing first; as text, which nobody need read once more before it is sent.
DROP FUNCTION IF EXISTS queue_rows(text, text, integer, integer, integer);
CREATE OR REPLACE FUNCTION queue_rows(person text, tab text, most integer, target_hours integer, OUT counts json, OUT holders json, OUT rows text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    listed text;
    entries jsonb;
    mails jsonb;
    instant timestamptz := now();
    target timestamptz := now() - make_interval(hours => target_hours);
    today date := (now() AT TIME ZONE 'Europe/London')::date;
    shut bigint[] := ARRAY(SELECT restriction_shut(person));
    shut_mails bigint[] := ARRAY(SELECT restriction_mails(person));
    morning date := queue_morning();
    ending bigint[];
    mine bigint[] := ARRAY(SELECT e.entry_id FROM entry e WHERE e.claimed_by = person AND e.claimed_until > now());
BEGIN
    PERFORM queue_refresh();
    ending := ARRAY(SELECT s.entry_id FROM queue_soon s);
    IF queue_is_supervisor(person) THEN
        holders := (SELECT coalesce(json_agg(json_build_object('name', h.held_by, 'count', h.count) ORDER BY h.held_by), '[]')
                      FROM (SELECT i.held_by, count(*) FROM queue_item i
                             WHERE i.held_by <> person AND NOT CASE i.kind WHEN 'entry' THEN i.id = ANY (shut) WHEN 'mail' THEN i.message_id = ANY (shut_mails) ELSE false END
                             GROUP BY i.held_by) h);
    END IF;
    -- Orders wait by the thousand, mails and alerts by the dozen: of the orders only those that are shown are made rows of.
    WITH orders AS (
         SELECT f.*, h.claimed_by AS held_by, h.claimed_until AS held_until
           FROM (SELECT queue_rank_now(o.place, o.acts, queue_is_late(o.lane, 2, o.received_at, o.chase_on, target, today), o.soon) AS rank, o.*
                   FROM (SELECT x.*, queue_is_soon(x.entry_id = ANY (ending), x.hearing_on, today, morning) AS soon FROM entry_waiting x) o
                  WHERE o.entry_id <> ALL (shut)
                    AND CASE tab WHEN 'all' THEN true WHEN 'orders' THEN true WHEN 'changes' THEN o.acts WHEN 'waiting' THEN o.chase_on IS NOT NULL
                                 WHEN 'mine' THEN o.entry_id = ANY (mine) ELSE false END
                  ORDER BY 1, o.received_at, o.message_id, o.entry_id LIMIT most) f
           LEFT JOIN (SELECT e.entry_id, e.claimed_by, e.claimed_until FROM entry e WHERE e.claimed_by IS NOT NULL AND e.claimed_until > now()) h USING (entry_id)),
    others AS MATERIALIZED (
         SELECT queue_rank(i.lane, i.calm, queue_is_late(i.lane, i.calm, i.received_at, NULL, target, today), i.kind_rank, false, false, false, false) AS rank,
                i.*, i.kind = 'mail' AND NOT i.closed AS bare,
                EXISTS (SELECT FROM message m WHERE m.message_id = i.message_id AND m.waits AND m.passed_to IS NOT NULL) AS passed
           FROM queue_item i
          -- what is closed is not there; but an alert, with nothing of its words: somebody may be in danger
          WHERE i.kind <> 'entry' AND (i.kind = 'alert' OR i.message_id <> ALL (shut_mails))),
    shown AS MATERIALIZED (
         SELECT p.*, queue_is_late(p.lane, p.calm, p.received_at, p.chase_on, target, today) AS late, coalesce(p.message_id = ANY (shut_mails), false) AS hidden,
                coalesce(p.held_by = person, false) AS own
           FROM (SELECT o.rank, 'entry' AS kind, o.entry_id AS id, o.entry_id, o.message_id, o.received_at, o.lane, 2 AS calm,
                        CASE WHEN o.acts THEN 0 WHEN o.soon THEN 1 ELSE 3 END AS kind_rank, o.acts, o.discharges, o.soon, o.served, o.power_of_arrest,
                        o.without_notice, o.differs, false AS closed, o.held_by, o.held_until, o.chase_on
                   FROM orders o
                 UNION ALL
                 SELECT o.rank, o.kind, o.id, NULL, o.message_id, o.received_at, o.lane, o.calm, o.kind_rank, o.acts, o.discharges, o.soon, o.served,
                        o.power_of_arrest, o.without_notice, o.differs, o.closed, o.held_by, o.held_until, o.chase_on
                   FROM others o
                  WHERE CASE tab WHEN 'all' THEN true WHEN 'unreadable' THEN o.closed WHEN 'mails' THEN o.bare WHEN 'alerts' THEN o.kind = 'alert'
                                 WHEN 'waiting' THEN o.passed WHEN 'mine' THEN o.held_by = person ELSE false END) p
          ORDER BY p.rank, p.received_at, p.message_id, p.kind, p.id LIMIT most),
    counted AS (
         SELECT count(*) AS orders, count(*) FILTER (WHERE w.acts) AS changes, count(w.chase_on) AS waiting FROM entry_waiting w WHERE w.entry_id <> ALL (shut)),
    held AS (SELECT count(*) AS mine FROM entry_waiting w WHERE w.entry_id = ANY (mine) AND w.entry_id <> ALL (shut)),
    besides AS (
         SELECT count(*) AS others, count(*) FILTER (WHERE o.closed) AS unreadable, count(*) FILTER (WHERE o.bare) AS mails,
                count(*) FILTER (WHERE o.kind = 'alert') AS alerts, count(*) FILTER (WHERE o.passed) AS waiting, count(*) FILTER (WHERE o.held_by = person) AS mine
           FROM others o),
    -- what else a row says; each part of it is looked up by its number, and nothing of what is hidden
    told AS MATERIALIZED (
         SELECT row_number() OVER () - 1 AS place, x.* FROM (
         SELECT s.kind, s.id, s.message_id, w.told AS kept, CASE s.kind WHEN 'entry' THEN row_to_json(o) ELSE row_to_json(r) END::text AS said
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
                -- details: as queue_entry_details writes them
                SELECT x.told, x.details, x.details ->> 'copy_of' AS copy_of, c.status, c.reason AS status_reason, c.ends_at
                  FROM entry_told x
                  LEFT JOIN LATERAL (SELECT o.ends_at, o.status, o.reason FROM entry_course o
                                      WHERE o.entry_id = x.entry_id AND o.begins_at <= instant ORDER BY o.begins_at DESC LIMIT 1) c ON true
                 WHERE NOT s.hidden AND x.entry_id = s.entry_id LIMIT 1) w ON true
          CROSS JOIN LATERAL (SELECT NOT EXISTS (SELECT FROM message f WHERE lower(f.from_address) = lower(m.sender) AND f.received_at < m.received_at) AS first_mail,
                                     CASE WHEN s.hidden THEN '[]' ELSE coalesce(p.problems, '[]') END AS problems) x
          CROSS JOIN LATERAL (
                SELECT s.kind, s.id, s.entry_id, s.message_id, s.received_at, s.calm, s.late, s.served, s.held_by, s.held_until, s.own,
                       x.problems, a.kinds AS alerts, m.from_address, m.junk, m.passed_to, x.first_mail, w.status, w.status_reason,
                       concat_ws(' · ', CASE WHEN s.chase_on IS NOT NULL
                                             THEN concat_ws(' ', (w.details ->> 'owed') || ',', CASE WHEN s.late THEN 'no answer by' ELSE 'answer due by' END,
                                                            to_char(s.chase_on, 'Dy FMDD Mon'))
                                             WHEN s.late THEN 'past its target by ' || queue_age(instant - s.received_at - make_interval(hours => target_hours)) END,
                                        w.details ->> 'second',
                                        CASE WHEN s.differs THEN 'read again: differs from what was decided' END,
                                        CASE WHEN s.discharges THEN 'discharges an order' WHEN s.acts THEN 'changes an order' END,
                                        CASE WHEN s.soon AND w.ends_at < instant + interval '4 days'
                                             THEN 'ends ' || to_char(w.ends_at AT TIME ZONE 'Europe/London' - interval '1 second', 'Dy FMDD Month HH24:MI')
                                             WHEN s.soon THEN 'is heard before the next working morning' END,
                                        CASE WHEN w.copy_of IS NOT NULL
                                             THEN 'copy of an earlier entry: '
                                                  || coalesce(nullif(concat_ws('; ', w.details ->> 'contradicts', 'adds: ' || (w.details ->> 'adds')), ''), 'adds nothing')
                                             WHEN (w.details ->> 'possibly_copy')::boolean THEN 'possibly a copy: look' END,
                                        CASE WHEN w.details ->> 'second' IS NOT NULL THEN NULL
                                             WHEN s.served AND (w.details ->> 'served_on')::date = today THEN 'served today, not verified'
                                             WHEN s.served THEN 'served, not verified'
                                             WHEN s.acts OR s.soon OR w.copy_of IS NOT NULL THEN NULL
                                             WHEN s.power_of_arrest THEN 'power of arrest'
                                             WHEN s.without_notice THEN 'made without notice' ELSE 'to be verified' END,
                                        CASE WHEN s.hidden THEN 'RESTRICTED: open it with a reason' END) AS why) o
          CROSS JOIN LATERAL (
                SELECT s.kind, s.id, s.message_id, s.received_at, s.calm, s.late, s.closed, s.held_by, s.held_until, s.own,
                       x.problems, CASE WHEN NOT s.hidden THEN p.problems ->> 0 END AS problem, a.kinds AS alerts, m.failure, m.from_address, m.junk, m.subject,
                       m.passed_to, x.first_mail,
                       CASE WHEN s.kind = 'alert' AND NOT s.hidden
                            THEN (SELECT left(t.text, 160) FROM alert t WHERE t.message_id = s.message_id AND t.handled_at IS NULL
                                   ORDER BY t.kind NOT IN ('breach', 'danger'), t.alert_id LIMIT 1) END AS text,
                       concat_ws(' · ', CASE WHEN s.kind = 'alert' THEN queue_why_alert(a.kinds, s.calm) END,
                                        CASE WHEN s.late THEN 'past its target by ' || queue_age(instant - s.received_at - make_interval(hours => target_hours)) END,
                                        CASE WHEN s.kind = 'mail' THEN queue_why_mail(s.message_id, s.closed, s.kind_rank) END,
                                        CASE WHEN s.hidden THEN 'RESTRICTED: open it with a reason' END) AS why) r
          ORDER BY s.rank, s.received_at, s.message_id, s.kind, s.id) x)
    -- what is kept of an order and what holds at this moment become one object without being taken apart
    SELECT json_build_object('all', c.orders + b.others, 'orders', c.orders, 'changes', c.changes, 'unreadable', b.unreadable, 'mails', b.mails,
                             'alerts', b.alerts, 'waiting', c.waiting + b.waiting, 'mine', h.mine + b.mine),
           x.rows, x.listed, x.entries, x.mails
      INTO counts, rows, listed, entries, mails
      FROM (SELECT concat('[', string_agg(CASE WHEN t.kept IS NULL THEN t.said ELSE left(t.kept, -1) || ', ' || substr(t.said, 2) END, ', ' ORDER BY t.place), ']') AS rows,
                   string_agg(concat_ws(' ', t.kind, t.id), ', ' ORDER BY t.place) AS listed,
                   coalesce(jsonb_agg(t.id ORDER BY t.place) FILTER (WHERE t.kind = 'entry'), '[]') AS entries,
                   coalesce(jsonb_agg(t.message_id ORDER BY t.place) FILTER (WHERE t.kind <> 'entry'), '[]') AS mails
              FROM told t) x, counted c, held h, besides b;
    PERFORM audit_write_list('queue', person, listed, entries, mails);
END
$$;

-- The same as one object.
DROP FUNCTION IF EXISTS queue_list(text, text, integer, integer);
CREATE FUNCTION queue_list(person text, tab text, most integer, target_hours integer) RETURNS json
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT json_build_object('tab', tab, 'counts', r.counts, 'holders', r.holders, 'rows', r.rows::json)
              FROM queue_rows(person, tab, most, target_hours) r);
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

-- For queue_rows alone: why an alert stands there, in words. It asks no table: an expression without one is worked out without a plan.
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

-- For queue_rows alone: the same of a mail.
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
