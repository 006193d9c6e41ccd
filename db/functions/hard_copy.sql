-- The sealed paper of an order: where it is, and what became of it.

-- Every step of an order's paper, the last first; of its copies too, for whichever of them it was noted on.
CREATE OR REPLACE FUNCTION hard_copy_steps(which bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(to_jsonb(h) - 'hard_copy_id'
                                      || jsonb_build_object('late', h.step = 'lent' AND h.due_on < (now() AT TIME ZONE 'Europe/London')::date)
                                      ORDER BY h.hard_copy_id DESC), '[]')
              FROM entry w JOIN entry e ON coalesce(w.representative_id, w.entry_id) IN (e.entry_id, e.representative_id)
              JOIN hard_copy h ON h.entry_id = e.entry_id
             WHERE w.entry_id = which);
END
$$;

-- The last step; null: none was ever noted.
CREATE OR REPLACE FUNCTION hard_copy_told(which bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN hard_copy_steps(which) -> 0;
END
$$;

-- The page about it; null: no such order, or not for this person.
CREATE OR REPLACE FUNCTION hard_copy_page(person text, which bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF queue_refusal(person) IS NOT NULL OR NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = which AND e.state <> 'rejected')
       OR restriction_closes(person, which) THEN
        RETURN NULL;
    END IF;
    PERFORM audit_write('consult', 'entry', which, person, NULL, 'hard copy');
    RETURN jsonb_build_object('entry_id', which, 'told', search_entry_told(which, now()), 'steps', hard_copy_steps(which), 'kept', hard_copy_is_kept(which));
END
$$;

-- Why it may not be destroyed yet; null: it may. It is kept for the order's life.
CREATE OR REPLACE FUNCTION hard_copy_is_kept(which bigint) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT CASE WHEN bool_or(e.legal_hold) THEN 'a legal hold is on it'
                        WHEN bool_or((SELECT o.status FROM entry_course o WHERE o.entry_id = e.entry_id AND o.begins_at <= now()
                                       ORDER BY o.begins_at DESC LIMIT 1) IS DISTINCT FROM 'ended') THEN 'the order has not ended' END
              FROM entry w JOIN entry e ON coalesce(w.representative_id, w.entry_id) IN (e.entry_id, e.representative_id)
             WHERE w.entry_id = which AND e.state IN ('pending', 'verified'));
END
$$;

-- Notes a step. done, or why nothing was written: role · gone (no such order) · words (a place, a holder or a day is missing, or wrong) ·
-- step (it cannot come after the last one) · kept (it may not be destroyed yet) · stale (somebody noted another since the page was shown).
CREATE OR REPLACE FUNCTION hard_copy_put(person text, of_entry bigint, seen integer, next_step text, at_day date, at_place text, to_holder text, back_on date)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    which bigint := (SELECT coalesce(e.representative_id, e.entry_id) FROM entry e WHERE e.entry_id = of_entry AND e.state <> 'rejected');
    steps jsonb;
    last text;
BEGIN
    IF queue_refusal(person) IS NOT NULL THEN
        RETURN 'role';
    ELSIF which IS NULL OR restriction_closes(person, which) THEN
        RETURN 'gone';
    END IF;
    PERFORM FROM entry e WHERE e.entry_id = which FOR NO KEY UPDATE;
    steps := hard_copy_steps(which);
    last := steps -> 0 ->> 'step';
    IF jsonb_array_length(steps) IS DISTINCT FROM seen THEN
        RETURN 'stale';
    ELSIF NOT (CASE next_step WHEN 'received' THEN coalesce(last = 'destroyed', true) WHEN 'moved' THEN coalesce(last IN ('received', 'moved', 'returned'), false)
                             WHEN 'lent' THEN coalesce(last IN ('received', 'moved', 'returned'), false) WHEN 'returned' THEN coalesce(last = 'lent', false)
                             WHEN 'destroyed' THEN coalesce(last IN ('received', 'moved', 'returned'), false) ELSE false END) THEN
        RETURN 'step';
    ELSIF at_day IS NULL OR at_day > (now() AT TIME ZONE 'Europe/London')::date OR at_day < (steps -> 0 ->> 'on_day')::date
          OR next_step IN ('received', 'moved', 'returned') AND coalesce(length(btrim(at_place)), 0) NOT BETWEEN 1 AND 200
          OR next_step = 'lent' AND (coalesce(length(btrim(to_holder)), 0) NOT BETWEEN 1 AND 200 OR back_on IS NULL OR back_on < at_day) THEN
        RETURN 'words';
    ELSIF next_step = 'destroyed' AND hard_copy_is_kept(which) IS NOT NULL THEN
        RETURN 'kept';
    END IF;
    INSERT INTO hard_copy (entry_id, step, on_day, place, holder, due_on, noted_by)
    VALUES (which, next_step, at_day, CASE WHEN next_step IN ('received', 'moved', 'returned') THEN btrim(at_place) END,
            CASE WHEN next_step = 'lent' THEN btrim(to_holder) END, CASE WHEN next_step = 'lent' THEN back_on END, person);
    PERFORM audit_write(CASE WHEN next_step = 'destroyed' THEN 'erase' WHEN next_step = 'lent' THEN 'disclose' ELSE 'alter' END, 'entry', which, person,
                        CASE WHEN next_step = 'lent' THEN btrim(to_holder) END, 'hard copy ' || next_step);
    RETURN 'done';
END
$$;

-- What is lent, the latest first, and verified orders in force whose paper did not come within so many days; null: not for this person.
CREATE OR REPLACE FUNCTION hard_copy_list(person text, days integer, most integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    answer jsonb;
    shut bigint[] := ARRAY(SELECT restriction_shut(person));
BEGIN
    IF queue_refusal(person) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    WITH last AS (SELECT DISTINCT ON (h.entry_id) h.* FROM hard_copy h ORDER BY h.entry_id, h.hard_copy_id DESC),
    lent AS (SELECT l.entry_id, l.holder, l.on_day, l.due_on FROM last l WHERE l.step = 'lent' AND l.entry_id <> ALL (shut) ORDER BY l.due_on, l.entry_id LIMIT most),
    missing AS (
         SELECT e.entry_id, e.verified_at FROM entry e
          WHERE e.state = 'verified' AND e.representative_id IS NULL AND e.entry_id <> ALL (shut) AND e.verified_at < now() - make_interval(days => days)
            AND NOT EXISTS (SELECT FROM hard_copy h JOIN entry c ON c.entry_id = h.entry_id
                             WHERE c.entry_id = e.entry_id OR c.representative_id = e.entry_id)
            AND (SELECT o.status FROM entry_course o WHERE o.entry_id = e.entry_id AND o.begins_at <= now() ORDER BY o.begins_at DESC LIMIT 1)
                IS DISTINCT FROM 'ended'
          ORDER BY e.verified_at, e.entry_id LIMIT most)
    SELECT jsonb_build_object(
           'days', days,
           'lent', (SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', l.entry_id, 'holder', l.holder, 'on_day', l.on_day, 'due_on', l.due_on,
                           'late', l.due_on < (now() AT TIME ZONE 'Europe/London')::date, 'told', search_entry_told(l.entry_id, now())) ORDER BY l.due_on, l.entry_id), '[]') FROM lent l),
           'missing', (SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', m.entry_id, 'verified_at', m.verified_at,
                              'told', search_entry_told(m.entry_id, now())) ORDER BY m.verified_at, m.entry_id), '[]') FROM missing m))
      INTO answer;
    INSERT INTO audit (actor, operation, subject, shown)
    VALUES (session_user || ':' || person, 'consult', 'hard copies',
            jsonb_build_object('entries', jsonb_path_query_array(answer, '$.lent[*].entry_id') || jsonb_path_query_array(answer, '$.missing[*].entry_id')));
    RETURN answer;
END
$$;
