-- The rows of the queue with everything that a person needs to choose, and the counts of its filters. Writes one consult row with the
-- numbers that were shown.
-- tab: all, orders, changes, unreadable, mails, alerts, waiting (for somebody else) or mine. most: rows at the most.
CREATE OR REPLACE FUNCTION queue_list(person text, tab text, most integer, target_hours integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    answer jsonb;
BEGIN
    PERFORM queue_refresh();
    WITH placed AS MATERIALIZED (
         SELECT p.*, p.kind = 'entry' AS orders, p.kind = 'alert' AS alerts, p.kind = 'mail' AND NOT p.closed AS mails, coalesce(p.held_by = person, false) AS mine,
                p.chase_on IS NOT NULL OR p.kind <> 'entry' AND p.message_id IN (SELECT m.message_id FROM message m WHERE m.waits AND m.passed_to IS NOT NULL) AS waiting
           FROM queue_place(target_hours) p),
    shown AS (
         SELECT * FROM placed p
          WHERE CASE tab WHEN 'all' THEN true WHEN 'orders' THEN p.orders WHEN 'changes' THEN p.acts WHEN 'unreadable' THEN p.closed
                         WHEN 'mails' THEN p.mails WHEN 'alerts' THEN p.alerts WHEN 'waiting' THEN p.waiting WHEN 'mine' THEN p.mine END
          ORDER BY p.place LIMIT most)
    SELECT jsonb_build_object(
           'tab', tab,
           'counts', (SELECT jsonb_build_object('all', count(*), 'orders', count(*) FILTER (WHERE p.orders), 'changes', count(*) FILTER (WHERE p.acts),
                                                'unreadable', count(*) FILTER (WHERE p.closed), 'mails', count(*) FILTER (WHERE p.mails),
                                                'alerts', count(*) FILTER (WHERE p.alerts), 'waiting', count(*) FILTER (WHERE p.waiting), 'mine', count(*) FILTER (WHERE p.mine)) FROM placed p),
           'holders', CASE WHEN queue_is_supervisor(person) THEN
                           (SELECT coalesce(jsonb_agg(jsonb_build_object('name', h.held_by, 'count', h.count) ORDER BY h.held_by), '[]')
                              FROM (SELECT p.held_by, count(*) FROM placed p WHERE p.held_by <> person GROUP BY p.held_by) h) END,
           'rows', (SELECT coalesce(jsonb_agg(queue_row(to_jsonb(s) - ARRAY['orders', 'alerts', 'mails', 'mine', 'waiting'] || jsonb_build_object('target_hours', target_hours), person)
                                              ORDER BY s.place), '[]') FROM shown s))
      INTO answer;
    PERFORM audit_write_list('queue', person,
                             (SELECT string_agg(concat_ws(' ', r ->> 'kind', r ->> 'id'), ', ') FROM jsonb_array_elements(answer -> 'rows') r),
                             jsonb_path_query_array(answer, '$.rows[*] ? (@.kind == "entry").id'),
                             jsonb_path_query_array(answer, '$.rows[*] ? (@.kind != "entry").message_id'));
    RETURN answer;
END
$$;

-- For queue_list alone: one item with its details. of_item: a row of queue_place.
CREATE OR REPLACE FUNCTION queue_row(of_item jsonb, person text) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    entry_number bigint := CASE WHEN of_item ->> 'kind' = 'entry' THEN (of_item ->> 'id')::bigint END;
    mail_number bigint := (of_item ->> 'message_id')::bigint;
    mail message := (SELECT m FROM message m WHERE m.message_id = mail_number);
    details jsonb := coalesce((SELECT w.details || jsonb_build_object('row_version', e.row_version, 'status', c.status, 'status_reason', c.reason, 'ends_at', c.ends_at)
                                 FROM entry_waiting w
                                 JOIN entry e ON e.entry_id = w.entry_id
                                 LEFT JOIN LATERAL (SELECT o.ends_at, o.status, o.reason FROM entry_course o
                                                     WHERE o.entry_id = e.entry_id AND o.begins_at <= now() ORDER BY o.begins_at DESC LIMIT 1) c ON true
                                WHERE w.entry_id = entry_number), '{}');
    papers jsonb := (SELECT coalesce(jsonb_agg(DISTINCT d.problem), '[]') FROM document d
                      WHERE d.message_id = mail_number AND d.problem IS NOT NULL);
    alerts text[] := (SELECT array_agg(DISTINCT a.kind ORDER BY a.kind) FROM alert a WHERE a.message_id = mail_number AND a.handled_at IS NULL);
BEGIN
    RETURN of_item || details || jsonb_build_object(
           'entry_id', entry_number, 'problems', papers, 'problem', papers ->> 0, 'failure', mail.failure, 'alerts', alerts,
           'own', coalesce(of_item ->> 'held_by' = person, false), 'from_address', mail.from_address, 'junk', mail.junk, 'subject', mail.subject,
           'text', CASE WHEN of_item ->> 'kind' = 'alert' THEN (SELECT left(a.text, 160) FROM alert a WHERE a.message_id = mail_number AND a.handled_at IS NULL
                                                                ORDER BY a.kind NOT IN ('breach', 'danger'), a.alert_id LIMIT 1) END, 'passed_to', mail.passed_to,
           'first_mail', NOT EXISTS (SELECT FROM message o WHERE lower(o.from_address) = lower(mail.from_address) AND o.received_at < mail.received_at),
           'why', queue_why(of_item, details, mail, papers, alerts));
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

-- For queue_row alone: why it stands there, in words.
CREATE OR REPLACE FUNCTION queue_why(of_item jsonb, details jsonb, mail message, papers jsonb, alerts text[]) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN concat_ws(' · ',
        CASE WHEN of_item ->> 'kind' = 'alert' THEN
             CASE WHEN alerts && ARRAY['breach', 'danger'] THEN 'alert: somebody may be in danger'
                  WHEN 'chaser' = ANY (alerts) AND (of_item ->> 'calm')::integer = 0 THEN 'sender says: resent, and we hold nothing of that sender'
                  WHEN 'retraction' = ANY (alerts) THEN 'sender takes something back'
                  WHEN 'request' = ANY (alerts) THEN 'sender asks for something'
                  WHEN 'unsafe_contact' = ANY (alerts) THEN 'not safe to answer this address'
                  WHEN 'missing_attachment' = ANY (alerts) THEN 'an attachment may be missing'
                  WHEN 'chaser' = ANY (alerts) THEN 'sender says: resent, no answer'
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
        CASE WHEN of_item ->> 'kind' = 'mail' THEN
             CASE WHEN mail.state = 'failed' THEN 'mail not readable'
                  WHEN (of_item ->> 'closed')::boolean THEN 'attachment not readable'
                  WHEN mail.passed_to IS NOT NULL THEN 'passed on, no receipt yet'
                  WHEN mail.outcome IS NULL AND (of_item ->> 'kind_rank')::integer = 2
                       AND NOT EXISTS (SELECT FROM service s WHERE s.message_id = mail.message_id AND (s.entry_id IS NULL OR s.state = 'proposed'))
                  THEN 'a paper looks like an order and gave none'
                  ELSE coalesce((SELECT 'statement of service: ' || coalesce(min(s.warning),
                                        CASE WHEN bool_or(s.entry_id IS NULL) THEN 'its order is not held'
                                             WHEN bool_or(s.state = 'proposed') THEN 'is it about the proposed order?'
                                             ELSE 'joined to its order' END)
                                   FROM service s WHERE s.message_id = mail.message_id HAVING count(*) > 0),
                                (SELECT 'answers mail ' || min(l.earlier_message_id) || CASE WHEN bool_or(l.state = 'joined') THEN '' ELSE ', another sender' END
                                   FROM message_link l WHERE l.message_id = mail.message_id HAVING count(*) > 0), 'no order found') END END);
END
$$;
