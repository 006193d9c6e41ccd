-- Orders that were submitted again in a period (days in London, both included). A repeat is an order that came after another of which it
-- is, or is possibly, a copy; it counts once, at its strongest level. One that a person called no copy of anything counts apart. The same
-- sender: an earlier one of that group came from the same organisation, or of the public from the same address. No case and no name.
CREATE OR REPLACE FUNCTION report_duplicates(from_day date, to_day date, webmail text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp SET jit = off SET work_mem = '256MB' AS $$
DECLARE
    since timestamptz := report_day_start(from_day);
    until timestamptz := report_day_start(to_day + 1);
    step text := CASE WHEN to_day - from_day < 31 THEN 'day' WHEN to_day - from_day < 190 THEN 'week' ELSE 'month' END;
BEGIN
    RETURN (
    WITH arrived AS MATERIALIZED (
         SELECT e.entry_id, e.received_at, e.message_id, e.position, e.state, coalesce(e.representative_id, e.entry_id) AS head,
                report_organisation(m.from_address, webmail) AS organisation, report_sender(m.from_address, webmail) AS sender,
                (e.received_at AT TIME ZONE 'Europe/London')::date AS day
           FROM entry e JOIN message m ON m.message_id = e.message_id
          WHERE e.received_at >= since AND e.received_at < until),
    said AS MATERIALIZED (  -- the last word of a person on a pair, as v_duplicate has it
         SELECT DISTINCT ON (least(d.entry_id, d.other_entry_id), greatest(d.entry_id, d.other_entry_id))
                least(d.entry_id, d.other_entry_id) AS low, greatest(d.entry_id, d.other_entry_id) AS high, d.kind, d.evidence
           FROM decision d WHERE d.kind IN ('duplicate', 'dismiss') AND d.undone_at IS NULL
          ORDER BY least(d.entry_id, d.other_entry_id), greatest(d.entry_id, d.other_entry_id), d.decision_id DESC),
    found AS (
         SELECT a.entry_id, u.earlier_entry_id AS other_id, u.level, u.evidence FROM arrived a JOIN duplicate u ON u.entry_id = a.entry_id
         UNION ALL
         SELECT a.entry_id, u.entry_id, u.level, u.evidence FROM arrived a JOIN duplicate u ON u.earlier_entry_id = a.entry_id),
    pair AS (
         SELECT f.entry_id, f.other_id, f.level, CASE WHEN s.kind = 'duplicate' THEN 'confirmed' WHEN s.kind = 'dismiss' AND s.evidence = f.evidence THEN 'dismissed' END AS decided
           FROM found f LEFT JOIN said s ON s.low = least(f.entry_id, f.other_id) AND s.high = greatest(f.entry_id, f.other_id)),
    earlier AS (
         SELECT p.*, report_sender(m.from_address, webmail) = a.sender AS same
           FROM pair p JOIN arrived a ON a.entry_id = p.entry_id
           JOIN entry o ON o.entry_id = p.other_id JOIN message m ON m.message_id = o.message_id
          WHERE (o.received_at, o.message_id, o.position) < (a.received_at, a.message_id, a.position)),
    judged AS (
         SELECT entry_id, bool_and(decided IS NOT DISTINCT FROM 'dismissed') AS dismissed, bool_or(decided IS NOT DISTINCT FROM 'confirmed') AS confirmed,
                max(array_position(ARRAY['possible', 'same_order', 'same_text', 'same_file', 'same_message'], level))
                    FILTER (WHERE decided IS DISTINCT FROM 'dismissed') AS strength,
                bool_or(same) FILTER (WHERE decided IS DISTINCT FROM 'dismissed') AS same
           FROM earlier GROUP BY entry_id),
    repeat AS MATERIALIZED (
         SELECT a.*, (ARRAY['possible', 'same_order', 'same_text', 'same_file', 'same_message'])[j.strength] AS level,
                j.confirmed OR a.state = 'duplicate' AS confirmed,
                j.same OR EXISTS (SELECT FROM (SELECT * FROM entry h WHERE h.entry_id = a.head UNION ALL SELECT * FROM entry h WHERE h.representative_id = a.head) g
                                    JOIN message n ON n.message_id = g.message_id
                                   WHERE (g.received_at, g.message_id, g.position) < (a.received_at, a.message_id, a.position)
                                     AND report_sender(n.from_address, webmail) = a.sender) AS same
           FROM judged j JOIN arrived a ON a.entry_id = j.entry_id WHERE NOT j.dismissed),
    whole AS (
         SELECT a.entry_id, a.organisation, a.sender, a.head, a.day, r.level, r.entry_id IS NOT NULL AS again, coalesce(r.confirmed, false) AS confirmed,
                coalesce(r.same, false) AS same
           FROM arrived a LEFT JOIN repeat r ON r.entry_id = a.entry_id),
    daily AS (
         SELECT day, count(*) AS received, count(*) FILTER (WHERE same) AS same_sender, count(*) FILTER (WHERE again AND NOT same) AS other_sender
           FROM whole GROUP BY day),
    bucket AS (
         SELECT n, (from_day + (n || ' ' || step)::interval)::date AS day, least((from_day + (n + 1 || ' ' || step)::interval)::date, to_day + 1) AS next
           FROM generate_series(0, to_day - from_day) n WHERE (from_day + (n || ' ' || step)::interval)::date <= to_day)
    SELECT jsonb_build_object(
           'step', step,
           'nothing', NOT EXISTS (SELECT FROM repeat),
           'figures', (SELECT jsonb_build_array(
                   jsonb_build_object('what', 'orders received', 'count', count(*)),
                   jsonb_build_object('what', 'submitted again', 'count', count(*) FILTER (WHERE again)),
                   jsonb_build_object('what', 'again by the same sender', 'count', count(*) FILTER (WHERE same)),
                   jsonb_build_object('what', 'the same order by another sender', 'count', count(*) FILTER (WHERE again AND NOT same)),
                   jsonb_build_object('what', 'confirmed by a person', 'count', count(*) FILTER (WHERE confirmed)),
                   jsonb_build_object('what', 'open', 'count', count(*) FILTER (WHERE again AND NOT confirmed)),
                   jsonb_build_object('what', 'called no copy by a person, not counted', 'count', (SELECT count(*) FROM judged WHERE dismissed)))
                  FROM whole),
           'by_level', (SELECT coalesce(jsonb_agg(to_jsonb(x) - 'place' ORDER BY x.place DESC), '[]')
                  FROM (SELECT level, array_position(ARRAY['possible', 'same_order', 'same_text', 'same_file', 'same_message'], level) AS place,
                               count(*) AS again, count(*) FILTER (WHERE same) AS same_sender, count(*) FILTER (WHERE NOT same) AS other_sender,
                               count(*) FILTER (WHERE confirmed) AS confirmed, count(*) FILTER (WHERE NOT confirmed) AS open
                          FROM repeat GROUP BY level) x),
           'worst', (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.same_sender DESC, x.organisation), '[]')
                  FROM (SELECT organisation, sum(times) AS same_sender, count(*) AS orders, max(times) + 1 AS most_for_one_order
                          FROM (SELECT organisation, head, sender, count(*) AS times FROM repeat WHERE same GROUP BY 1, 2, 3) o
                         GROUP BY organisation ORDER BY 2 DESC, 1 LIMIT 10) x),
           'by_sender', (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.again DESC, x.organisation), '[]')
                  FROM (SELECT organisation, count(*) AS received, count(*) FILTER (WHERE again) AS again, count(*) FILTER (WHERE same) AS same_sender,
                               count(*) FILTER (WHERE again AND NOT same) AS other_sender, count(*) FILTER (WHERE confirmed) AS confirmed,
                               count(*) FILTER (WHERE again AND NOT confirmed) AS open
                          FROM whole GROUP BY organisation HAVING bool_or(again) ORDER BY 3 DESC, 1 LIMIT 200) x),
           'by_court', (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.again DESC, x.court), '[]')
                  FROM (SELECT coalesce(f.value, 'no court read') AS court, count(*) AS received, count(*) FILTER (WHERE w.again) AS again,
                               count(*) FILTER (WHERE w.same) AS same_sender, count(*) FILTER (WHERE w.again AND NOT w.same) AS other_sender,
                               count(*) FILTER (WHERE w.confirmed) AS confirmed, count(*) FILTER (WHERE w.again AND NOT w.confirmed) AS open
                          FROM whole w LEFT JOIN LATERAL (SELECT v.value FROM effective_field v WHERE v.entry_id = w.entry_id AND v.name = 'court' LIMIT 1) f ON true
                         GROUP BY 1 HAVING bool_or(w.again) ORDER BY 3 DESC, 1 LIMIT 200) x),
           'trend', (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.day)
                  FROM (SELECT b.day, coalesce(sum(d.received), 0) AS received, coalesce(sum(d.same_sender), 0) AS same_sender,
                               coalesce(sum(d.other_sender), 0) AS other_sender
                          FROM bucket b LEFT JOIN daily d ON d.day >= b.day AND d.day < b.next GROUP BY b.day) x)));
END
$$;
