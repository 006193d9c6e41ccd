-- "served Wed 26 August 2026; served at 18:42 and 3 more".
CREATE OR REPLACE FUNCTION queue_first_two(words text[]) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = ccot, pg_temp AS $$
    SELECT array_to_string(words[1:2], '; ') || CASE WHEN cardinality(words) > 2 THEN format(' and %s more', cardinality(words) - 2) ELSE '' END
$$;

-- For the queue alone: what of this entry one person has decided and has no effect before the court was rung and a second person confirms it (view
-- v_second_person, of one entry). null: nothing. words: for its row; by: who may not be that second person.
CREATE OR REPLACE FUNCTION queue_entry_second(which bigint) RETURNS TABLE (words text, by text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH waiting AS (
         SELECT NULL::bigint AS about, NULL AS what,
                ARRAY(SELECT e.verified_by WHERE e.verified_by IS NOT NULL
                       UNION SELECT d.decided_by FROM decision d WHERE d.entry_id = which AND d.kind = 'target' AND d.undone_at IS NULL) AS by
           FROM entry e
          WHERE e.entry_id = which AND e.state = 'verified'
            AND EXISTS (SELECT FROM relation r
                          JOIN entry x ON x.entry_id = r.earlier_entry_id
                          JOIN entry t ON t.entry_id = coalesce(x.representative_id, x.entry_id) AND t.state IN ('pending', 'verified')
                          JOIN entry_course c ON c.entry_id = t.entry_id
                         WHERE r.entry_id = which AND which = ANY (c.waits_for))
         UNION ALL
         (SELECT f.decision_id, 'the end that was set ', ARRAY[f.decided_by] FROM decided_fact f JOIN entry e ON e.entry_id = f.entry_id AND e.state IN ('pending', 'verified')
           WHERE f.entry_id = which AND f.waits AND f.stands AND NOT f.confirmed ORDER BY f.decision_id LIMIT 1))
    SELECT coalesce(w.what, '')
           || CASE WHEN EXISTS (SELECT FROM decision c WHERE c.entry_id = which AND c.kind = 'call_back' AND c.about IS NOT DISTINCT FROM w.about AND c.undone_at IS NULL)
                   THEN 'WAITS FOR A SECOND PERSON, not ' ELSE 'WAITS FOR THE CALL TO THE COURT, then a second person, not ' END || array_to_string(w.by, ' or '),
           w.by
      FROM waiting w ORDER BY w.about NULLS FIRST LIMIT 1;
END
$$;

-- For queue_refresh() alone: what the queue says of an entry, as far as it does not hang on the hour. Nothing of it is an address, an excluded
-- place, a child or a term.
CREATE OR REPLACE FUNCTION queue_entry_details(which bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    fields jsonb := (SELECT coalesce(jsonb_object_agg(v.name, v.value), '{}') FROM effective_field v
                      WHERE v.entry_id = which AND v.value IS NOT NULL
                        AND v.name IN ('court', 'case_number', 'case_reference', 'urn', 'respondent', 'respondent_dob', 'protected_person',
                                       'protected_people', 'expires_on', 'expires_at', 'served_on', 'duration_text', 'made_on'));
    answer jsonb;
BEGIN
    SELECT jsonb_build_object(
           'order_type', e.order_type, 'action', e.action, 'draft', e.draft, 'court', fields ->> 'court',
           'number', coalesce(fields ->> 'case_number', fields ->> 'case_reference', fields ->> 'urn'), 'respondent', fields ->> 'respondent',
           'sorted', regexp_replace(btrim(fields ->> 'respondent'), '^([^,]*)\s+(\S+)$', '\2, \1'),
           'respondent_dob', fields ->> 'respondent_dob', 'protected_person', fields ->> 'protected_person',
           'protected', coalesce((fields ->> 'protected_people')::jsonb, CASE WHEN fields ? 'protected_person' THEN jsonb_build_array(fields ->> 'protected_person') END),
           'expires_on', fields ->> 'expires_on',
           -- of a statement that came by itself too
           'served_on', coalesce(fields ->> 'served_on', (SELECT min(s.served_on)::text FROM service s
                                                           WHERE s.entry_id = which AND s.state = 'fact'
                                                             AND s.outcome IN ('served', 'informed', 'present_in_court'))),
           'owed', (SELECT string_agg(DISTINCT CASE w.kind WHEN 'ask' THEN 'asked the ' ELSE 'passed on to the ' END
                                               || CASE w.code WHEN 'other' THEN 'others' ELSE w.code END, ', ')
                      FROM entry_wait w WHERE w.entry_id = which),
           'attempted', EXISTS (SELECT FROM service s WHERE s.entry_id = which AND s.outcome IN ('attempted', 'not_served')),
           'unsure', (SELECT jsonb_agg(v.name ORDER BY v.name) FROM effective_field v
                       WHERE v.entry_id = which AND v.decided IS NULL AND v.confidence < 0.95
                         AND v.name IN ('respondent', 'respondent_dob', 'protected_person', 'protected_people', 'made_on', 'expires_on', 'served_on')),
           'absent', (SELECT jsonb_agg(n ORDER BY n) FROM unnest(ARRAY['respondent', 'protected_person', 'made_on']) AS n
                       WHERE NOT fields ? n AND NOT (n = 'protected_person' AND fields ? 'protected_people')))
           || queue_entry_links(which) || jsonb_build_object('second', (SELECT s.words FROM queue_entry_second(which) s))
      INTO answer
      FROM entry e
     WHERE e.entry_id = which;
    RETURN answer;
END
$$;

-- For queue_entry_details alone: how the entry belongs to others.
CREATE OR REPLACE FUNCTION queue_entry_links(which bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    copy record;
BEGIN
    SELECT min(u.earlier_entry_id) FILTER (WHERE u.level <> 'possible') AS of_entry, coalesce(bool_or(u.level = 'possible'), false) AS possible
      INTO copy FROM v_duplicate u WHERE u.entry_id = which AND u.decided IS DISTINCT FROM 'dismissed';
    RETURN jsonb_build_object(
           'copy_of', copy.of_entry, 'possibly_copy', copy.possible,
           'adds', (SELECT nullif(queue_first_two(u.adds), '') FROM duplicate u WHERE u.entry_id = which AND u.adds IS NOT NULL
                     ORDER BY u.earlier_entry_id LIMIT 1),
           'contradicts', (SELECT nullif(queue_first_two(u.contradicts), '') FROM duplicate u WHERE u.entry_id = which AND u.adds IS NOT NULL
                            ORDER BY u.earlier_entry_id LIMIT 1),
           'copies', (SELECT count(*) FROM entry c WHERE c.representative_id = which AND c.state IN ('pending', 'duplicate')),
           'copies_add', (SELECT count(*) FROM duplicate u JOIN entry c ON c.entry_id = u.entry_id
                           WHERE u.earlier_entry_id = which AND c.representative_id = which AND c.state = 'pending'
                             AND (cardinality(u.adds) > 0 OR cardinality(u.contradicts) > 0)),
           'relations', (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('kind', r.kind, 'held', r.earlier_entry_id IS NOT NULL)), '[]')
                           FROM v_relation r WHERE r.entry_id = which AND r.kind NOT IN ('same_respondent', 'serves')));
END
$$;

-- For queue_refresh() alone: the same as the list prints it, with what the place hangs on; what is not known is left out. Its keys and those that the
-- list adds are different ones.
CREATE OR REPLACE FUNCTION queue_entry_told(place entry_waiting, details jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN jsonb_strip_nulls(jsonb_build_object('acts', place.acts, 'discharges', place.discharges, 'power_of_arrest', place.power_of_arrest,
                             'without_notice', place.without_notice, 'differs', place.differs, 'chase_on', place.chase_on) || details);
END
$$;
