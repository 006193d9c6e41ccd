-- Orders received in a period (days in London, both included) by month, type, action and court, served or not, and how fast they were
-- verified. An order counts once: copies, drafts and what a person rejected stand in the figures alone. Served: what is known now.
CREATE OR REPLACE FUNCTION report_counts(from_day date, to_day date) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp SET jit = off SET work_mem = '256MB' AS $$
DECLARE
    since timestamptz := report_day_start(from_day);
    until timestamptz := report_day_start(to_day + 1);
BEGIN
    RETURN (
    WITH arrived AS MATERIALIZED (
         SELECT e.entry_id, e.order_type, e.action, e.state, e.draft, e.representative_id IS NOT NULL AS copy, e.received_at,
                extract(epoch FROM e.verified_at - e.received_at) / 3600 AS hours
           FROM entry e WHERE e.received_at >= since AND e.received_at < until),
    orders AS MATERIALIZED (
         SELECT to_char(a.received_at AT TIME ZONE 'Europe/London', 'YYYY-MM') AS month, a.order_type, a.action, coalesce(s.court, 'no court read') AS court,
                coalesce(s.served, false) OR EXISTS (SELECT FROM v_service v WHERE v.entry_id = a.entry_id AND v.state = 'fact'
                                                        AND v.outcome IN ('served', 'informed', 'present_in_court')) AS served,
                a.state = 'verified' AS verified, CASE WHEN a.state = 'verified' THEN a.hours END AS hours
           FROM arrived a
          CROSS JOIN LATERAL (  -- entry by entry, by index: together, the fields of all orders would be read for those of a month
                SELECT max(f.value) FILTER (WHERE f.name = 'court') AS court, bool_or(f.name = 'served_on') AS served
                  FROM effective_field f WHERE f.entry_id = a.entry_id AND f.name IN ('court', 'served_on') AND f.value IS NOT NULL) s
          WHERE NOT a.copy AND NOT a.draft AND a.state <> 'rejected'),
    counted AS (
         SELECT GROUPING(month, order_type, action, court) AS what, month, order_type, action, court, count(*) AS received, count(*) FILTER (WHERE served) AS served,
                count(*) FILTER (WHERE NOT served) AS not_served, count(*) FILTER (WHERE verified) AS verified,
                round((percentile_cont(0.5) WITHIN GROUP (ORDER BY hours))::numeric, 1) AS hours
           FROM orders GROUP BY GROUPING SETS ((month), (order_type), (action), (court))),
    mails AS (
         SELECT count(*) AS count, count(*) FILTER (WHERE NOT EXISTS (SELECT FROM entry e WHERE e.message_id = m.message_id)) AS without
           FROM message m WHERE m.received_at >= since AND m.received_at < until)
    SELECT jsonb_build_object(
           'nothing', NOT EXISTS (SELECT FROM orders),
           'figures', (SELECT jsonb_build_array(
                   jsonb_build_object('what', 'mails received', 'count', (SELECT count FROM mails)),
                   jsonb_build_object('what', 'mails without an order', 'count', (SELECT without FROM mails)),
                   jsonb_build_object('what', 'orders received', 'count', count(*)),
                   jsonb_build_object('what', 'of these served', 'count', count(*) FILTER (WHERE served)),
                   jsonb_build_object('what', 'of these verified', 'count', count(*) FILTER (WHERE verified)),
                   jsonb_build_object('what', 'further copies of them', 'count', (SELECT count(*) FROM arrived WHERE copy)),
                   jsonb_build_object('what', 'drafts', 'count', (SELECT count(*) FROM arrived WHERE draft AND NOT copy)),
                   jsonb_build_object('what', 'rejected: no order', 'count', (SELECT count(*) FROM arrived WHERE state = 'rejected' AND NOT copy AND NOT draft)))
                  FROM orders),
           'by_month', (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(c) - 'what') ORDER BY month), '[]') FROM counted c WHERE month IS NOT NULL),
           'by_type', (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(c) - 'what') ORDER BY received DESC, order_type), '[]') FROM counted c WHERE order_type IS NOT NULL),
           'by_action', (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(c) - 'what') ORDER BY received DESC, action), '[]') FROM counted c WHERE action IS NOT NULL),
           'by_court', (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(c) - 'what') ORDER BY received DESC, court), '[]') FROM counted c WHERE court IS NOT NULL),
           'detail', (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY month, order_type, court), '[]')
                        FROM (SELECT month, order_type, court, count(*) AS received, count(*) FILTER (WHERE served) AS served,
                                     count(*) FILTER (WHERE NOT served) AS not_served FROM orders GROUP BY 1, 2, 3) d)));
END
$$;
