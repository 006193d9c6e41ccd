-- Who works on what. A claim holds for some minutes and holds others off; a supervisor takes anybody's away. What is an entry is held on
-- the entry, what is a mail or its alerts on the mail.

-- For queue_* alone: takes one item unless another person holds it or it has left the queue. skip: leave what
-- another transaction is at, and what the person has in another window.
CREATE OR REPLACE FUNCTION queue_take(person text, of_kind text, which bigint, minutes integer, skip boolean) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    until timestamptz := now() + make_interval(mins => minutes);
BEGIN
    IF of_kind = 'entry' THEN
        IF skip THEN
            PERFORM FROM entry e WHERE e.entry_id = which FOR NO KEY UPDATE SKIP LOCKED;
            IF NOT FOUND THEN
                RETURN false;
            END IF;
        END IF;
        UPDATE entry e SET claimed_by = person, claimed_until = until
         WHERE e.entry_id = which AND (e.claimed_by = person AND NOT skip OR e.claimed_until IS NULL OR e.claimed_until <= now())
           AND (e.state = 'pending' OR EXISTS (SELECT FROM entry_difference n WHERE n.entry_id = which AND n.settled_at IS NULL)
                OR EXISTS (SELECT FROM entry_wait w WHERE w.entry_id = which) OR EXISTS (SELECT FROM queue_entry_second(which)));
        RETURN FOUND;
    END IF;
    IF skip THEN
        PERFORM FROM message m WHERE m.message_id = which FOR NO KEY UPDATE SKIP LOCKED;
        IF NOT FOUND THEN
            RETURN false;
        END IF;
    END IF;
    UPDATE message m SET held_by = person, held_until = until
     WHERE m.message_id = which AND (m.held_by = person AND NOT skip OR m.held_until IS NULL OR m.held_until <= now())
       AND (m.waits OR EXISTS (SELECT FROM alert a WHERE a.message_id = which AND a.handled_at IS NULL));
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE alert a SET taken_by = person, taken_at = now() WHERE a.message_id = which AND a.handled_at IS NULL AND a.taken_by IS NULL;
    RETURN true;
END
$$;

-- True for what is closed to a person.
CREATE OR REPLACE FUNCTION queue_is_shut(person text, of_kind text, which bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN CASE WHEN of_kind = 'entry' THEN restriction_closes(person, which) ELSE which IN (SELECT restriction_mails(person)) END;
END
$$;

-- Answers done, held (by another), gone (it waits no more) or role.
CREATE OR REPLACE FUNCTION queue_claim(person text, of_kind text, which bigint, minutes integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := queue_refusal(person);
BEGIN
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    IF queue_is_shut(person, of_kind, which) THEN
        RETURN 'gone';
    END IF;
    IF queue_take(person, of_kind, which, minutes, false) THEN
        PERFORM audit_write('consult', of_kind, which, person, NULL, 'taken from the queue');
        RETURN 'done';
    END IF;
    RETURN CASE WHEN CASE of_kind WHEN 'entry' THEN EXISTS (SELECT FROM entry e WHERE e.entry_id = which AND e.claimed_until > now())
                                  ELSE EXISTS (SELECT FROM message m WHERE m.message_id = which AND m.held_until > now()) END
                THEN 'held' ELSE 'gone' END;
END
$$;

-- Takes the most pressing item that nobody holds; what waits for somebody else only from the day on which they are asked again, what waits for a
-- second person never for the first. No row when there is none, or the person may not.
CREATE OR REPLACE FUNCTION queue_next(person text, minutes integer, target_hours integer) RETURNS TABLE (kind text, id bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    item record;
    target timestamptz := now() - make_interval(hours => target_hours);
    today date := (now() AT TIME ZONE 'Europe/London')::date;
BEGIN
    IF queue_refusal(person) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM queue_refresh();
    FOR item IN SELECT i.kind AS kind, i.id AS id FROM queue_item i WHERE i.held_by IS NULL AND (i.chase_on IS NULL OR i.chase_on <= today)
                   AND (i.kind <> 'entry' OR NOT EXISTS (SELECT FROM entry_waiting w WHERE w.entry_id = i.id AND lower(btrim(person)) IN (SELECT lower(btrim(b)) FROM unnest(w.second_by) b)))
                 ORDER BY queue_rank(i.lane, i.calm, queue_is_late(i.lane, i.calm, i.received_at, i.chase_on, target, today), i.kind_rank,
                                     i.discharges, i.served, i.power_of_arrest, i.without_notice), i.received_at, i.message_id, i.kind, i.id LOOP
        IF NOT queue_is_shut(person, item.kind, item.id) AND queue_take(person, item.kind, item.id, minutes, true) THEN
            PERFORM audit_write('consult', item.kind, item.id, person, NULL, 'next from the queue');
            RETURN QUERY SELECT item.kind, item.id;
            RETURN;
        END IF;
    END LOOP;
END
$$;

-- Lets go of one's own, or as a supervisor of anybody's. Answers done, held (by another), gone or role.
CREATE OR REPLACE FUNCTION queue_release(person text, of_kind text, which bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := queue_refusal(person);
    holder text;
    heads boolean := queue_is_supervisor(person);
BEGIN
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    IF of_kind = 'entry' THEN
        SELECT e.claimed_by INTO holder FROM entry e WHERE e.entry_id = which AND e.claimed_until > now() FOR NO KEY UPDATE;
    ELSE
        SELECT m.held_by INTO holder FROM message m WHERE m.message_id = which AND m.held_until > now() FOR NO KEY UPDATE;
    END IF;
    IF holder IS NULL THEN
        RETURN 'gone';
    ELSIF holder <> person AND NOT heads THEN
        RETURN 'held';
    END IF;
    IF of_kind = 'entry' THEN
        UPDATE entry e SET claimed_by = NULL, claimed_until = NULL WHERE e.entry_id = which;
    ELSE
        UPDATE message m SET held_by = NULL, held_until = NULL WHERE m.message_id = which;
        UPDATE alert a SET taken_by = NULL, taken_at = NULL WHERE a.message_id = which AND a.handled_at IS NULL AND a.taken_by = holder;
    END IF;
    IF holder <> person THEN
        PERFORM audit_write('alter', of_kind, which, person, holder, 'claim taken away');
    END IF;
    RETURN 'done';
END
$$;

-- Lets go of everything that one person holds: a supervisor's, when somebody is away. Their typed work stays. Returns how many, or -1 when
-- the person may not.
CREATE OR REPLACE FUNCTION queue_release_all(person text, of_holder text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    item record;
    count integer := 0;
BEGIN
    IF queue_refusal(person) IS NOT NULL OR person <> of_holder AND NOT queue_is_supervisor(person) THEN
        RETURN -1;
    END IF;
    FOR item IN SELECT 'entry' AS kind, e.entry_id AS id FROM entry e WHERE e.claimed_by = of_holder AND e.claimed_until > now()
                 UNION ALL SELECT 'mail', m.message_id FROM message m WHERE m.held_by = of_holder AND m.held_until > now() LOOP
        count := count + (queue_release(person, item.kind, item.id) = 'done')::integer;
    END LOOP;
    RETURN count;
END
$$;
