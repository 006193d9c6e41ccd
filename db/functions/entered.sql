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

-- The list: what has ended and still stands there first, then what changed, then what was never keyed, the oldest first; of these at most
-- most are looked at. many: there are more than are counted. Null for who may not.
CREATE OR REPLACE FUNCTION entered_list(person text, most integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    answer jsonb;
    shut bigint[] := ARRAY(SELECT restriction_shut(person));
BEGIN
    IF queue_refusal(person) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    WITH fresh AS ( -- keyed nowhere; they wait in the order in which they were verified
         SELECT e.entry_id FROM entry e
          WHERE e.state = 'verified' AND e.representative_id IS NULL AND entered_is_asked(e) AND e.entry_id <> ALL (shut)
            AND NOT EXISTS (SELECT FROM entered d WHERE d.entry_id = e.entry_id)
            AND (SELECT o.status FROM entry_course o WHERE o.entry_id = e.entry_id AND o.begins_at <= now() ORDER BY o.begins_at DESC LIMIT 1)
                IS DISTINCT FROM 'ended'
          ORDER BY e.verified_at, e.entry_id LIMIT 1000),
    keyed AS ( -- but for those that were taken off everywhere
         SELECT e.entry_id
           FROM (SELECT DISTINCT ON (d.entry_id, d.system) d.entry_id, (d.said ->> 'over')::boolean AS over
                   FROM entered d ORDER BY d.entry_id, d.system, d.entered_id DESC) k
           JOIN entry e ON e.entry_id = k.entry_id AND e.state = 'verified' AND e.representative_id IS NULL AND entered_is_asked(e) AND e.entry_id <> ALL (shut)
          GROUP BY e.entry_id HAVING NOT bool_and(k.over)),
    head AS MATERIALIZED (
         SELECT e.entry_id, e.verified_at, entered_facts(e.entry_id) AS says
           FROM (SELECT entry_id FROM keyed UNION ALL (SELECT entry_id FROM fresh LIMIT most)) h JOIN entry e ON e.entry_id = h.entry_id),
    line AS (
         SELECT h.entry_id, h.verified_at, h.says, s.system, s.place, k.reference, k.entered_by, k.entered_at,
                CASE WHEN k.said IS NOT NULL THEN entered_changes(k.said, h.says) END AS changes
           FROM head h CROSS JOIN (VALUES ('pnc', 1), ('force', 2), ('markers', 3)) s (system, place)
           LEFT JOIN LATERAL (SELECT * FROM entered d WHERE d.entry_id = h.entry_id AND d.system = s.system ORDER BY d.entered_id DESC LIMIT 1) k ON true),
    open AS (
         SELECT * FROM line l WHERE CASE WHEN l.changes IS NULL THEN NOT (l.says ->> 'over')::boolean ELSE cardinality(l.changes) > 0 END),
    item AS (
         SELECT o.entry_id, o.verified_at, o.says,
                jsonb_agg(jsonb_build_object('system', o.system, 'reference', o.reference, 'entered_by', o.entered_by, 'entered_at', o.entered_at,
                                             'changes', to_jsonb(o.changes)) ORDER BY o.place) AS systems,
                min(CASE WHEN o.changes IS NULL THEN 2 WHEN (o.says ->> 'over')::boolean THEN 0 ELSE 1 END) AS calm
           FROM open o GROUP BY 1, 2, 3),
    shown AS (SELECT * FROM item ORDER BY calm, verified_at, entry_id LIMIT most)
    SELECT jsonb_build_object(
           'count', (SELECT count(*) FROM item) + greatest(0, (SELECT count(*) FROM fresh) - most), 'many', (SELECT count(*) FROM fresh) = 1000, 'oldest', (SELECT min(verified_at) FROM item),
           'rows', coalesce(jsonb_agg(jsonb_build_object('entry_id', s.entry_id, 'verified_at', s.verified_at, 'systems', s.systems, 'calm', s.calm,
                                      'seen', md5(s.says::text), 'told', search_entry_told(s.entry_id, now())) ORDER BY s.calm, s.verified_at, s.entry_id), '[]'))
      INTO answer FROM shown s;
    INSERT INTO audit (actor, operation, subject, shown)
    VALUES (session_user || ':' || person, 'consult', 'entered', jsonb_build_object('entries', jsonb_path_query_array(answer, '$.rows[*].entry_id')));
    RETURN answer;
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
