-- The answer about one order: what it forbids to whom, whether it holds, whether he knows of it, what changes it, what else is held about
-- the same people. What is forbidden, and protected places, are in it: it is given to who may search, and each time with its audit row.

-- Orders in which everybody of that name stands too: cross-orders, namesakes, other orders; those that name both sides first.
CREATE OR REPLACE FUNCTION answer_near(which bigint, respondent text, protected text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    query text := (SELECT string_agg(quote_literal('w' || left(w, 40)), ' & ')
                     FROM regexp_split_to_table(search_fold(respondent), '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+') w WHERE w <> '');
    sides text := (SELECT string_agg(quote_literal('w' || left(w, 40)), ' & ')
                    FROM regexp_split_to_table(search_fold(protected), '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+') w WHERE w <> '');
BEGIN
    RETURN QUERY
    SELECT h.head
      FROM (SELECT coalesce(e.representative_id, e.entry_id) AS head, bool_or(s.keys @@ sides::tsquery) AS knows_both, max(e.received_at) AS received_at
              FROM (SELECT s.entry_id, s.keys FROM search_entry s WHERE s.keys @@ query::tsquery LIMIT 200) s
              JOIN entry e ON e.entry_id = s.entry_id AND e.state <> 'rejected'
             GROUP BY 1) h
     WHERE h.head <> which
     ORDER BY h.knows_both DESC NULLS LAST, h.received_at DESC, h.head LIMIT 8;
END
$$;

-- An order that acts on the one that is asked for, with its terms.
CREATE OR REPLACE FUNCTION answer_change(change jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT change || jsonb_build_object(
           'state', e.state, 'draft', e.draft, 'received_at', e.received_at, 'document_id', e.document_id,
           'pages', (SELECT d.pages FROM document d WHERE d.document_id = e.document_id),
           'prohibitions', (SELECT f.value FROM effective_field f WHERE f.entry_id = e.entry_id AND f.name = 'prohibitions'),
           'prohibitions_raw', (SELECT f.raw FROM effective_field f WHERE f.entry_id = e.entry_id AND f.name = 'prohibitions'),
           'excluded_addresses', (SELECT f.value FROM effective_field f WHERE f.entry_id = e.entry_id AND f.name = 'excluded_addresses'))
      FROM entry e WHERE e.entry_id = (change ->> 'entry_id')::bigint);
END
$$;

-- Null when there is no such entry. purpose: consult, or disclose with a recipient. Writes one row with every entry that is in the answer.
CREATE OR REPLACE FUNCTION answer_entry(person text, why text, purpose text, receiver text, which bigint, instant timestamptz) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    told jsonb := search_entry_told(which, instant);
    fields jsonb;
    near bigint[];
    changes jsonb;
BEGIN
    IF purpose NOT IN ('consult', 'disclose') THEN
        RAISE EXCEPTION 'answer: % is no purpose', purpose USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF told IS NULL THEN
        RETURN NULL;
    ELSIF restriction_closes(person, which) THEN
        PERFORM restriction_met(person, ARRAY[which], why);
        RETURN jsonb_build_object('closed', restriction_state(person, which), 'entry_id', which)::text;
    END IF;
    fields := (SELECT coalesce(jsonb_object_agg(f.name, f.value), '{}') FROM effective_field f WHERE f.entry_id = which AND f.value IS NOT NULL);
    near := ARRAY(SELECT n FROM answer_near(which, fields ->> 'respondent', fields ->> 'protected_person') n WHERE n NOT IN (SELECT restriction_shut(person)));
    changes := (SELECT coalesce(jsonb_agg(answer_change(c) ORDER BY c ->> 'made_on', c ->> 'entry_id'), '[]')
                  FROM entry_course_fact k, jsonb_array_elements(k.changes) c WHERE k.entry_id = which);
    INSERT INTO audit (actor, operation, subject, subject_id, recipient, reason, shown)
    VALUES (session_user || coalesce(':' || nullif(person, ''), ''), purpose, 'entry', which, receiver, why,
            jsonb_build_object('entries', to_jsonb(which || near), 'changes', jsonb_path_query_array(changes, '$[*].entry_id'), 'as_at', instant));
    RETURN (SELECT told || jsonb_build_object(
        'fields', fields, 'changes', changes, 'hard_copy', hard_copy_told(which),
        'prohibitions_raw', (SELECT f.raw FROM effective_field f WHERE f.entry_id = which AND f.name = 'prohibitions'),
        'verified_by', e.verified_by, 'verified_at', e.verified_at,
        'document', (SELECT jsonb_build_object('document_id', d.document_id, 'kind', d.kind, 'pages', d.pages, 'problem', d.problem)
                       FROM document d WHERE d.document_id = e.document_id),
        'papers', (SELECT coalesce(jsonb_agg(jsonb_build_object('document_id', d.document_id, 'kind', d.kind, 'pages', d.pages, 'problem', d.problem,
                                             'shut', document_is_shut(person, d.document_id, d.kind)) ORDER BY d.position), '[]')
                     FROM document d WHERE d.message_id = e.message_id),
        'attached', CASE WHEN EXISTS (SELECT FROM document d WHERE d.outcome_entry_id = which) THEN register_attached(person, which) END,
        'copies', (SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', c.entry_id, 'state', c.state, 'received_at', c.received_at) ORDER BY c.received_at, c.entry_id), '[]')
                     FROM entry c WHERE c.representative_id = which AND c.state IN ('pending', 'duplicate')),
        'acts_on', (SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', r.earlier_entry_id, 'kind', r.kind, 'target_made_on', r.target_made_on)), '[]')
                      FROM relation r WHERE r.entry_id = which AND r.kind IN ('varies', 'extends', 'discharges', 'succeeds', 'replaces', 'renews')),
        'alerts', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'raised_at', a.raised_at) ORDER BY a.raised_at), '[]')
                     FROM alert a WHERE a.handled_at IS NULL
                      AND a.message_id IN (SELECT m.message_id FROM entry m WHERE m.entry_id = which OR m.representative_id = which)),
        'kept', keeping_told(which), 'taken_back', message_taken_back(e.message_id),
        'places', (SELECT coalesce(jsonb_agg(DISTINCT s.served_place), '[]') FROM service s WHERE s.entry_id = which AND s.served_place IS NOT NULL),
        'near', (SELECT coalesce(jsonb_agg(search_entry_told(n, instant) || jsonb_build_object('respondent_address',
                        (SELECT f.value FROM effective_field f WHERE f.entry_id = n AND f.name = 'respondent_address')) ORDER BY o), '[]')
                   FROM unnest(near) WITH ORDINALITY x (n, o)))
      FROM entry e WHERE e.entry_id = which)::text;
END
$$;
