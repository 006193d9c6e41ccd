-- Alerts that raise the alarm: somebody may be in danger, or an order of ours may be lost; nobody has taken them, and they are not of a
-- backlog. A chaser counts when nothing of its sender is held.
CREATE OR REPLACE FUNCTION alarm_waiting() RETURNS TABLE (alert_id bigint, message_id bigint, received_at timestamptz, raised_at timestamptz, alarmed_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT a.alert_id, a.message_id, m.received_at, a.raised_at, a.alarmed_at
      FROM alert a JOIN message m ON m.message_id = a.message_id
     WHERE a.handled_at IS NULL AND a.taken_by IS NULL AND m.lane = 0 AND m.mailbox <> 'import'
       AND (a.kind IN ('breach', 'danger')
            OR a.kind = 'chaser' AND NOT EXISTS (SELECT FROM message o JOIN entry e ON e.message_id = o.message_id
                                                  WHERE lower(o.from_address) = lower(m.from_address)))
$$;

-- Raises the alarm when something waits of which none has told yet, or not for so many minutes. One that has not gone yet tells of it too.
CREATE OR REPLACE FUNCTION alarm_raise(address text, minutes integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM alarm_waiting() w WHERE w.alarmed_at IS NULL OR w.alarmed_at <= now() - make_interval(mins => minutes))
       AND NOT EXISTS (SELECT FROM restriction_notice n WHERE n.raised_at IS NULL) THEN
        RETURN false;
    END IF;
    INSERT INTO outbox (kind, recipient) VALUES ('alarm', address) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE alert a SET alarmed_at = now() FROM alarm_waiting() w WHERE a.alert_id = w.alert_id;
    UPDATE restriction_notice n SET raised_at = now() WHERE n.raised_at IS NULL;
    RETURN true;
END
$$;

-- What the alarm that is due tells of: alerts that nobody has taken, and, once each, restricted orders that somebody opened or met (opened).
CREATE OR REPLACE FUNCTION alarm_told() RETURNS TABLE (message_id bigint, received_at timestamptz, raised_at timestamptz, opened boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT w.message_id, min(w.received_at), min(w.raised_at), false FROM alarm_waiting() w GROUP BY w.message_id
    UNION ALL
    SELECT m.message_id, m.received_at, n.noted_at, true
      FROM restriction_notice n JOIN entry e ON e.entry_id = n.entry_id JOIN message m ON m.message_id = e.message_id
     WHERE n.raised_at >= (SELECT min(o.created_at) FROM outbox o WHERE o.kind = 'alarm' AND o.status = 'due')
$$;
