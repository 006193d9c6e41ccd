-- Verified, not yet entered on other systems: a list that opens by itself. Nothing is ticked off for good: what was keyed is compared
-- with what the register says now.

-- What there is to key of an order, by what people read for it. Changes count when they are settled; the end of its time counts too.
CREATE OR REPLACE FUNCTION entered_facts(which bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (
    WITH said AS (SELECT coalesce(jsonb_object_agg(f.name, f.value), '{}') AS f FROM effective_field f WHERE f.entry_id = which AND f.value IS NOT NULL)
    SELECT jsonb_build_object(
           'kind', e.order_type, 'respondent', f ->> 'respondent', 'date of birth', f ->> 'respondent_dob',
           'protected', coalesce(f ->> 'protected_people', f ->> 'protected_person'), 'children', f ->> 'children', 'court', f ->> 'court',
           'number', coalesce(f ->> 'case_number', f ->> 'case_reference', f ->> 'urn'), 'made', f ->> 'made_on',
           'end', concat_ws(' ', f ->> 'expires_on', f ->> 'expires_at', f ->> 'duration_text'), 'terms', md5(coalesce(f ->> 'prohibitions', '')),
           'power of arrest', concat_ws(' to ', f ->> 'power_of_arrest', f ->> 'power_of_arrest_expires_on'), 'served', k.served_on,
           'changed by', (SELECT string_agg(concat_ws(' ', c ->> 'action', c ->> 'made_on', 'to ' || (c ->> 'expires_on'), c ->> 'expires_at'), '; '
                                            ORDER BY c ->> 'made_on', c ->> 'entry_id')
                            FROM jsonb_array_elements(k.changes) c WHERE (c ->> 'settled')::boolean),
           'over', coalesce((SELECT o.status = 'ended' FROM entry_course o WHERE o.entry_id = which AND o.begins_at <= now()
                              ORDER BY o.begins_at DESC LIMIT 1), false))
      FROM entry e JOIN entry_course_fact k ON k.entry_id = e.entry_id, said WHERE e.entry_id = which);
END
$$;

-- What to change there, in words. The terms are not in them.
CREATE OR REPLACE FUNCTION entered_changes(keyed jsonb, says jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE SET search_path = ccot, pg_temp AS $$
    SELECT coalesce(array_agg(CASE k.key WHEN 'over' THEN CASE WHEN k.value THEN 'IT HAS ENDED: take it off' ELSE 'it runs again: put it back' END
                                         WHEN 'terms' THEN 'the terms: read them again'
                                         ELSE format('%s: %s instead of %s', k.key, coalesce(nullif(says ->> k.key, ''), 'none'),
                                                     coalesce(nullif(keyed ->> k.key, ''), 'none')) END
                              ORDER BY k.key <> 'over', k.key), '{}')
      FROM (SELECT key, value = 'true'::jsonb AS value FROM jsonb_each(says)) k
     WHERE nullif(says ->> k.key, '') IS DISTINCT FROM nullif(keyed ->> k.key, '')
$$;

-- A change of an order that is held is keyed with that order, and a discharge forbids nothing.
CREATE OR REPLACE FUNCTION entered_is_asked(e entry) RETURNS boolean LANGUAGE sql STABLE SET search_path = ccot, pg_temp AS $$
    SELECT e.action <> 'discharged'
       AND NOT EXISTS (SELECT FROM relation r WHERE r.entry_id = e.entry_id AND r.kind IN ('varies', 'extends', 'discharges') AND r.earlier_entry_id IS NOT NULL)
$$;

-- What of these orders is to be entered. never: some system never had it. One that was taken off everywhere stays in sight: it may run again.
CREATE OR REPLACE FUNCTION entered_calm(which bigint[]) RETURNS TABLE (entry_id bigint, calm smallint, never boolean, verified_at timestamptz, turns_at timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT e.entry_id, s.calm::smallint, s.never, e.verified_at,
           (SELECT o.begins_at FROM entry_course o WHERE o.entry_id = e.entry_id AND o.begins_at > now() ORDER BY o.begins_at LIMIT 1)
      FROM entry e
     CROSS JOIN LATERAL (
           SELECT coalesce((SELECT o.status = 'ended' FROM entry_course o WHERE o.entry_id = e.entry_id AND o.begins_at <= now()
                             ORDER BY o.begins_at DESC LIMIT 1), false) AS over,
                  EXISTS (SELECT FROM entered d WHERE d.entry_id = e.entry_id) AS keyed OFFSET 0) h
     -- most were never keyed, and what there is to key of them is asked when they are shown
     CROSS JOIN LATERAL (SELECT CASE WHEN h.keyed THEN entered_facts(e.entry_id) END AS says OFFSET 0) f
     CROSS JOIN LATERAL (
           SELECT min(CASE WHEN k.said IS NULL THEN CASE WHEN NOT h.over THEN 2 END
                           WHEN cardinality(entered_changes(k.said, f.says)) > 0 THEN CASE WHEN h.over THEN 0 ELSE 1 END END) AS calm,
                  bool_or(k.said IS NULL AND NOT h.over) AS never
             FROM (VALUES ('pnc'), ('force'), ('markers')) v (system)
             LEFT JOIN LATERAL (SELECT d.said FROM entered d WHERE h.keyed AND d.entry_id = e.entry_id AND d.system = v.system
                                 ORDER BY d.entered_id DESC LIMIT 1) k ON true) s
     WHERE e.entry_id = ANY (which) AND e.state = 'verified' AND e.representative_id IS NULL AND entered_is_asked(e);
END
$$;

-- For entered_refresh() alone: how many of these orders are to be entered, and how many of them have ended.
CREATE OR REPLACE FUNCTION entered_count(which bigint[]) RETURNS TABLE (open integer, ended integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT count(*)::integer, (count(*) FILTER (WHERE d.calm = 0))::integer FROM entered_due d WHERE d.entry_id = ANY (which) AND d.calm IS NOT NULL;
END
$$;

-- Since when the oldest waits, but for these.
CREATE OR REPLACE FUNCTION entered_oldest(shut bigint[]) RETURNS timestamptz
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT min(f.since)
              FROM (VALUES (0), (1), (2)) v (calm)
             CROSS JOIN LATERAL (SELECT d.since FROM entered_due d WHERE d.calm = v.calm AND d.entry_id <> ALL (shut) ORDER BY d.since LIMIT 1) f);
END
$$;

-- For queue_refresh() alone: brings entered_due up to date for the orders that were noted and those whose hour has come. A change of one
-- is a change of what it acts on, and of what that is a copy of. What was open stays open since then.
CREATE OR REPLACE FUNCTION entered_refresh(noted bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    which bigint[];
    before record;
BEGIN
    which := ARRAY(SELECT d.entry_id FROM entered_due d WHERE d.turns_at <= now()) || noted
             || ARRAY(SELECT r.earlier_entry_id FROM relation r WHERE r.entry_id = ANY (noted) AND r.earlier_entry_id IS NOT NULL);
    which := which || ARRAY(SELECT e.representative_id FROM entry e WHERE e.entry_id = ANY (which) AND e.representative_id IS NOT NULL);
    which := ARRAY(SELECT DISTINCT w FROM unnest(which) w);
    SELECT * INTO before FROM entered_count(which);
    DELETE FROM entered_due d WHERE d.entry_id = ANY (which)
       AND NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = d.entry_id AND e.state = 'verified' AND e.representative_id IS NULL AND entered_is_asked(e));
    INSERT INTO entered_due (entry_id, calm, since, turns_at)
    SELECT c.entry_id, c.calm,
           CASE WHEN c.calm IS NULL THEN NULL
                WHEN c.never THEN c.verified_at
                WHEN o.calm < 2 THEN o.since
                ELSE coalesce(CASE WHEN o.turns_at <= now() THEN o.turns_at END, now()) END,
           c.turns_at
      FROM entered_calm(which) c LEFT JOIN entered_due o ON o.entry_id = c.entry_id
        ON CONFLICT (entry_id) DO UPDATE SET calm = excluded.calm, since = excluded.since, turns_at = excluded.turns_at
     WHERE (entered_due.calm, entered_due.since, entered_due.turns_at) IS DISTINCT FROM (excluded.calm, excluded.since, excluded.turns_at);
    UPDATE entered_sum s SET open = n.open, ended = n.ended, oldest = n.oldest
      FROM (SELECT k.open + c.open - before.open AS open, k.ended + c.ended - before.ended AS ended, entered_oldest('{}') AS oldest
              FROM entered_sum k, entered_count(which) c) n
     WHERE (s.open, s.ended, s.oldest) IS DISTINCT FROM (n.open, n.ended, n.oldest);
END
$$;

-- The list: what has ended and still stands there first, then what changed, then what was never keyed, the oldest first; of these at most
-- most are told. Null for who may not.
CREATE OR REPLACE FUNCTION entered_list(person text, most integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    answer jsonb;
    shut bigint[] := ARRAY(SELECT restriction_shut(person));
BEGIN
    IF queue_refusal(person) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    PERFORM queue_refresh();
    WITH open AS (SELECT d.entry_id, d.calm, d.since FROM entered_due d WHERE d.calm IS NOT NULL AND d.entry_id <> ALL (shut)),
    shown AS MATERIALIZED (
         SELECT o.entry_id, o.calm, o.since, entered_facts(o.entry_id) AS says FROM open o ORDER BY o.calm, o.since, o.entry_id LIMIT most),
    line AS (
         SELECT h.entry_id, s.system, s.place, k.reference, k.entered_by, k.entered_at, h.says,
                CASE WHEN k.said IS NOT NULL THEN entered_changes(k.said, h.says) END AS changes
           FROM shown h CROSS JOIN (VALUES ('pnc', 1), ('force', 2), ('markers', 3)) s (system, place)
           LEFT JOIN LATERAL (SELECT * FROM entered d WHERE d.entry_id = h.entry_id AND d.system = s.system ORDER BY d.entered_id DESC LIMIT 1) k ON true),
    item AS (
         SELECT o.entry_id, jsonb_agg(jsonb_build_object('system', o.system, 'reference', o.reference, 'entered_by', o.entered_by, 'entered_at', o.entered_at,
                                                         'changes', to_jsonb(o.changes)) ORDER BY o.place) AS systems
           FROM line o
          WHERE CASE WHEN o.changes IS NULL THEN NOT (o.says ->> 'over')::boolean ELSE cardinality(o.changes) > 0 END
          GROUP BY 1)
    SELECT jsonb_build_object(
           'count', (SELECT count(*) FROM open), 'oldest', (SELECT min(o.since) FROM open o),
           'rows', coalesce(jsonb_agg(jsonb_build_object('entry_id', s.entry_id, 'since', s.since, 'systems', i.systems, 'calm', s.calm,
                                      'seen', md5(s.says::text), 'told', search_entry_told(s.entry_id, now())) ORDER BY s.calm, s.since, s.entry_id), '[]'))
      INTO answer FROM shown s JOIN item i ON i.entry_id = s.entry_id;
    INSERT INTO audit (actor, operation, subject, shown)
    VALUES (session_user || ':' || person, 'consult', 'entered', jsonb_build_object('entries', jsonb_path_query_array(answer, '$.rows[*].entry_id')));
    RETURN answer;
END
$$;

-- For the head of every page: how many are to be entered, since when, and how many of them have ended and still stand there; of orders that are
-- closed to the person nothing.
CREATE OR REPLACE FUNCTION entered_told(person text) RETURNS TABLE (open integer, oldest timestamptz, ended integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    shut bigint[] := ARRAY(SELECT restriction_shut(person));
BEGIN
    IF cardinality(shut) = 0 THEN
        RETURN QUERY SELECT s.open, s.oldest, s.ended FROM entered_sum s;
    ELSE
        RETURN QUERY SELECT s.open - c.open, entered_oldest(shut), s.ended - c.ended FROM entered_sum s, entered_count(ARRAY(SELECT DISTINCT x FROM unnest(shut) x)) c;
    END IF;
END
$$;

-- Notes that an order was keyed. done, or why nothing was written: role · gone (not a verified order) · stale (it changed since it was
-- shown) · reference (none, or no such system).
CREATE OR REPLACE FUNCTION entered_put(person text, which bigint, on_system text, reference text, seen text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    says jsonb;
BEGIN
    IF queue_refusal(person) IS NOT NULL THEN
        RETURN 'role';
    ELSIF coalesce(on_system NOT IN ('pnc', 'force', 'markers'), true) OR coalesce(length(btrim(reference)), 0) NOT BETWEEN 1 AND 200 THEN
        RETURN 'reference';
    END IF;
    PERFORM FROM entry e WHERE e.entry_id = which AND e.state = 'verified' AND e.representative_id IS NULL AND NOT restriction_closes(person, which) FOR UPDATE;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    says := entered_facts(which);
    IF md5(says::text) IS DISTINCT FROM seen THEN
        RETURN 'stale';
    END IF;
    INSERT INTO entered (entry_id, system, reference, entered_by, said) VALUES (which, on_system, btrim(reference), person, says);
    PERFORM audit_write('alter', 'entry', which, person, NULL, format('entered: %s, %s', on_system, btrim(reference)));
    RETURN 'done';
END
$$;
