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
    IF NOT EXISTS (SELECT FROM alarm_waiting() w WHERE w.alarmed_at IS NULL OR w.alarmed_at <= now() - make_interval(mins => minutes)) THEN
        RETURN false;
    END IF;
    INSERT INTO outbox (kind, recipient) VALUES ('alarm', address) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE alert a SET alarmed_at = now() FROM alarm_waiting() w WHERE a.alert_id = w.alert_id;
    RETURN true;
END
$$;
