-- What stands at the head of every page: whether the machine is alive, whether anybody is in danger, what is late, what the person left
-- open. Imported mail has no mailbox that is read. An idle mailbox is looked through every ten minutes, which takes a moment.
CREATE OR REPLACE FUNCTION queue_strip(person text, target_hours integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM queue_refresh();
    RETURN (
    WITH read AS (
         SELECT count(*) > 0 AS known, CASE WHEN count(b.last_scan_at) = count(*) THEN min(b.last_scan_at) END AS at FROM mailbox b WHERE b.name <> 'import'),
    oldest AS (SELECT (SELECT w.received_at FROM entry_waiting w JOIN entry e ON e.entry_id = w.entry_id
                        WHERE w.lane = 0 AND e.state = 'pending' ORDER BY w.received_at LIMIT 1) AS at),
    -- mails, as the filter of the list counts them; since when the oldest lies here, whenever it was read
    alarm AS (SELECT count(*) AS open, count(*) FILTER (WHERE a.alone) AS count, min(m.received_at) FILTER (WHERE a.alone) AS since
                FROM (SELECT x.message_id, bool_or(x.taken_by IS NULL AND x.kind NOT IN ('sent_elsewhere', 'missing_attachment')) AS alone
                        FROM alert x WHERE x.handled_at IS NULL GROUP BY x.message_id) a
                JOIN message m ON m.message_id = a.message_id WHERE m.lane = 0),
    others AS (SELECT count(*) AS count, count(*) FILTER (WHERE w.chase_on < (now() AT TIME ZONE 'Europe/London')::date) AS late
                 FROM (SELECT x.entry_id, min(x.chase_on) AS chase_on FROM entry_wait x GROUP BY x.entry_id) w)
    SELECT jsonb_build_object(
           'read_at', read.at, 'never_read', read.at IS NULL, 'silent', coalesce(read.at < now() - interval '11 minutes', true),
           'being_read', (SELECT count(*) FROM message m WHERE m.state IN ('received', 'parsed') AND NOT m.waiting),
           'unreadable', (SELECT count(*) FROM message m WHERE m.waits
                             AND (m.state = 'failed' OR EXISTS (SELECT FROM document d WHERE d.message_id = m.message_id AND d.problem IS NOT NULL
                                                                   AND document_is_open(d)))),
           'oldest', oldest.at, 'late', oldest.at < now() - make_interval(hours => target_hours), 'target_hours', target_hours,
           'alerts', alarm.count, 'alerts_open', alarm.open, 'alerts_since', alarm.since,
           'entered', due.open, 'entered_oldest', due.oldest, 'entered_ended', due.ended, 'entered_late', due.oldest < now() - make_interval(hours => target_hours),
           'waiting', others.count + (SELECT count(*) FROM message m WHERE m.waits AND m.passed_to IS NOT NULL), 'waiting_late', others.late,
           'notices', CASE WHEN queue_is_supervisor(person) THEN (SELECT count(*) FROM restriction_notice n WHERE n.seen_at IS NULL AND n.person <> queue_strip.person) END,
           'mine', (SELECT count(*) FROM entry e WHERE e.claimed_by = person AND e.claimed_until > now() AND e.state = 'pending')
                   + (SELECT count(*) FROM message m WHERE m.held_by = person AND m.held_until > now()))
      FROM read, oldest, alarm, others, entered_told(person) due);
END
$$;
