-- Our reference of a mail (register/reference).
CREATE OR REPLACE FUNCTION report_reference(mail bigint, received timestamptz) RETURNS text LANGUAGE sql STABLE SET search_path = ccot, pg_temp AS $$
    SELECT 'CCOT-' || to_char(received AT TIME ZONE 'Europe/London', 'YYYY') || '-' || lpad(mail::text, greatest(6, length(mail::text)), '0')
$$;

-- How a list of the report names an order: by our reference and its number in the register, never by a person.
CREATE OR REPLACE FUNCTION report_face(entry_number bigint) RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (
    SELECT jsonb_build_object('reference', report_reference(m.message_id, m.received_at), 'entry', e.entry_id, 'order_type', e.order_type, 'state', e.state,
           'court', f.court, 'number', f.number)
      FROM entry e JOIN message m ON m.message_id = e.message_id
     CROSS JOIN LATERAL (
           SELECT max(v.value) FILTER (WHERE v.name = 'court') AS court,
                  coalesce(max(v.value) FILTER (WHERE v.name = 'case_number'), max(v.value) FILTER (WHERE v.name = 'case_reference'),
                           max(v.value) FILTER (WHERE v.name = 'urn')) AS number
             FROM effective_field v WHERE v.entry_id = e.entry_id AND v.name IN ('court', 'case_number', 'case_reference', 'urn')) f
     WHERE e.entry_id = entry_number);
END
$$;

-- What comes to an end within so many days, and what was left open: hearings that are past without a result (those that decide whether the
-- order goes on, else those of the last sixty days; after two working days), orders without proof of service, statements without an
-- order, entries whose keeping is to be looked at: on a day that a supervisor has set, else so many years after the order ended or was rejected
-- (0: not by itself). Orders that are not ended, each once; at most 500 of a list, with the number of all.
DROP FUNCTION IF EXISTS report_expiring(integer);
CREATE OR REPLACE FUNCTION report_expiring(days integer, ended_years integer, rejected_years integer) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp SET jit = off SET work_mem = '256MB' AS $$
DECLARE
    today date := (now() AT TIME ZONE 'Europe/London')::date;
    heard_until date := today - CASE extract(isodow FROM today) WHEN 1 THEN 4 WHEN 2 THEN 4 WHEN 7 THEN 3 ELSE 2 END;
    most CONSTANT integer := 500;
BEGIN
    RETURN (
    WITH head AS MATERIALIZED (
         SELECT e.entry_id, e.received_at, e.action, e.draft, e.retention_review_on IS NULL AND NOT e.legal_hold AS by_years, c.status, c.ends_at,
                c.begins_at
           FROM entry_now c JOIN entry e ON e.entry_id = c.entry_id
          WHERE e.representative_id IS NULL AND e.state IN ('pending', 'verified')),
    -- what is asked of these few is asked entry by entry, by index (OFFSET 0), not of the fields, relations and statements of all
    live AS MATERIALIZED (
         SELECT h.entry_id, h.received_at, h.action, h.status, h.ends_at, h.begins_at, f.heard_on, f.served_on
           FROM head h
          CROSS JOIN LATERAL (
                SELECT max(v.value) FILTER (WHERE v.name = 'hearing_on') AS heard_on, max(v.value) FILTER (WHERE v.name = 'served_on') AS served_on
                  FROM effective_value v WHERE v.entry_id = h.entry_id AND v.name IN ('hearing_on', 'served_on')) f
          WHERE h.status <> 'ended' AND NOT h.draft),
    ending AS (
         SELECT l.entry_id, l.ends_at, row_number() OVER (ORDER BY l.ends_at, l.entry_id) AS place
           FROM live l WHERE l.status = 'in_force' AND l.ends_at < report_day_start(today + days + 1)),
    heard AS (
         SELECT l.entry_id, l.heard_on, l.begins_at, row_number() OVER (ORDER BY l.heard_on, l.entry_id) AS place
           FROM live l
          WHERE l.heard_on::date < heard_until AND (l.status = 'check' OR l.heard_on::date >= today - 60)
            AND NOT EXISTS (SELECT FROM v_relation r WHERE r.earlier_entry_id = l.entry_id
                               AND r.kind IN ('varies', 'extends', 'discharges', 'succeeds', 'replaces', 'renews') OFFSET 0)),
    unserved AS (
         SELECT l.entry_id, l.received_at, row_number() OVER (ORDER BY l.received_at, l.entry_id) AS place
           FROM live l
          WHERE l.action <> 'discharged' AND l.served_on IS NULL
            AND NOT EXISTS (SELECT FROM v_service v WHERE v.entry_id = l.entry_id AND v.state = 'fact'
                               AND v.outcome IN ('served', 'informed', 'present_in_court') OFFSET 0)),
    statement AS (
         SELECT s.service_id, s.message_id, s.outcome, m.received_at, row_number() OVER (ORDER BY m.received_at, s.service_id) AS place
           FROM service s JOIN message m ON m.message_id = s.message_id WHERE s.entry_id IS NULL),
    due AS (
         SELECT e.entry_id, e.retention_review_on AS review_on, 'a supervisor has set the day' AS why FROM entry e
          WHERE e.retention_review_on <= today + days AND NOT e.legal_hold
         UNION ALL
         SELECT h.entry_id, ((h.begins_at + make_interval(years => ended_years)) AT TIME ZONE 'Europe/London')::date, format('ended %s years before', ended_years)
           FROM head h WHERE ended_years > 0 AND h.status = 'ended' AND h.begins_at > '-infinity' AND h.by_years
         UNION ALL
         SELECT e.entry_id, ((d.decided_at + make_interval(years => rejected_years)) AT TIME ZONE 'Europe/London')::date, format('rejected %s years before', rejected_years)
           FROM entry e
          CROSS JOIN LATERAL (SELECT max(r.decided_at) AS decided_at FROM decision r WHERE r.entry_id = e.entry_id AND r.kind = 'reject' AND r.undone_at IS NULL) d
          WHERE rejected_years > 0 AND e.state = 'rejected' AND e.retention_review_on IS NULL AND NOT e.legal_hold),
    review AS (
         SELECT d.entry_id, d.review_on, d.why, row_number() OVER (ORDER BY d.review_on, d.entry_id) AS place FROM due d WHERE d.review_on <= today + days),
    figures AS (
         SELECT (SELECT count(*) FROM ending) AS ending, (SELECT count(*) FROM heard) AS heard, (SELECT count(*) FROM unserved) AS unserved,
                (SELECT count(*) FROM statement) AS statements, (SELECT count(*) FROM review) AS review)
    SELECT jsonb_build_object(
           'days', days,
           'nothing', ending + heard + unserved + statements + review = 0,
           'figures', jsonb_build_array(
                   jsonb_build_object('what', format('orders that end within %s days', days), 'count', ending),
                   jsonb_build_object('what', 'hearings past, no result received', 'count', heard),
                   jsonb_build_object('what', 'orders without proof of service', 'count', unserved),
                   jsonb_build_object('what', 'statements of service without their order', 'count', statements),
                   jsonb_build_object('what', 'entries due for review', 'count', review)),
           'ending', (SELECT coalesce(jsonb_agg(report_face(x.entry_id) || jsonb_build_object(
                          'ends_at', to_char(x.ends_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI'),
                          'days', (x.ends_at AT TIME ZONE 'Europe/London')::date - today) ORDER BY x.place), '[]')
                        FROM ending x WHERE x.place <= most),
           'heard', (SELECT coalesce(jsonb_agg(report_face(x.entry_id) || jsonb_build_object('heard_on', x.heard_on, 'why',
                          (SELECT o.reason FROM entry_course o WHERE o.entry_id = x.entry_id AND o.begins_at = x.begins_at)) ORDER BY x.place), '[]')
                        FROM heard x WHERE x.place <= most),
           'unserved', (SELECT coalesce(jsonb_agg(report_face(x.entry_id) || jsonb_build_object(
                          'received_on', (x.received_at AT TIME ZONE 'Europe/London')::date) ORDER BY x.place), '[]') FROM unserved x WHERE x.place <= most),
           'statements', (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', report_reference(x.message_id, x.received_at), 'outcome', replace(x.outcome, '_', ' '),
                          'received_on', (x.received_at AT TIME ZONE 'Europe/London')::date) ORDER BY x.place), '[]') FROM statement x WHERE x.place <= most),
           'review', (SELECT coalesce(jsonb_agg(report_face(x.entry_id) || jsonb_build_object('review_on', x.review_on, 'why', x.why) ORDER BY x.place), '[]')
                        FROM review x WHERE x.place <= most))
      FROM figures);
END
$$;
