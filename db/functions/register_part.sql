-- The parts of register_said() and register_around() that few entries have, each asked only where there is something to tell, and its papers. For those two alone: register_said() has written who
-- looks, and the path that names are looked up by is its own.

-- The fields of an entry of which somebody said something, of those who may see all of them: the entry is open to the person.
CREATE OR REPLACE FUNCTION register_fields(which bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_object_agg(f.name, json_build_object(
                                 'value', f.value, 'raw', f.raw, 'page', f.page, 'box', f.box, 'confidence', f.confidence, 'decided', f.decided,
                                 'corrected_from', f.corrected_from, 'source_entry_id', f.source_entry_id)), '{}')
              FROM effective_field f WHERE f.entry_id = which);
END
$$;

-- Statements of service of an entry, and those of its copies that are not their own.
CREATE OR REPLACE FUNCTION register_services(which bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_agg(s ORDER BY s.service_id), '[]') FROM v_service s WHERE s.entry_id = which);
END
$$;

-- The pairs in which it stands, on either side.
CREATE OR REPLACE FUNCTION register_duplicates_of(which bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_agg(u ORDER BY u.entry_id, u.earlier_entry_id), '[]') FROM v_duplicate u WHERE which IN (u.entry_id, u.earlier_entry_id));
END
$$;

-- The papers of its mail. What shuts them all is asked once.
CREATE OR REPLACE FUNCTION register_papers(person text, of_message bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
DECLARE
    taken_at timestamptz := message_taken_at(of_message);
    closed bigint[];
BEGIN
    IF restriction_is_there() THEN
        closed := ARRAY(SELECT restriction_papers(person));
    END IF;
    RETURN (SELECT coalesce(json_agg(p ORDER BY p.document_id), '[]')
              FROM (SELECT d.document_id, d.message_id, d.path, CASE WHEN closed IS NULL OR d.document_id <> ALL (closed) THEN d.filename END AS filename,
                           d.media_type, d.size, d.sha256, d.kind, d.problem, d.pages, document_is_sealed_since(person, d.document_id, d.kind, taken_at) OR closed IS NOT NULL AND d.document_id = ANY (closed) AS shut
                      FROM document d WHERE d.message_id = of_message) p);
END
$$;

-- Papers of other mails that people gave to this entry: a further page, a power of arrest, a sealed copy.
CREATE OR REPLACE FUNCTION register_attached(person text, which bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT json_agg(json_build_object('document_id', d.document_id, 'message_id', d.message_id, 'kind', d.kind, 'pages', d.pages, 'problem', d.problem,
                                              'outcome', d.outcome, 'words', d.outcome_words, 'decided_by', d.decided_by, 'decided_at', d.decided_at,
                                              'shut', document_is_shut(person, d.document_id, d.kind)) ORDER BY d.decided_at, d.document_id)
              FROM document d WHERE d.outcome_entry_id = which);
END
$$;

-- What each copy adds and contradicts.
CREATE OR REPLACE FUNCTION register_copies(which bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_agg(c), '[]') FROM v_copy c WHERE which IN (c.entry_id, c.earlier_entry_id));
END
$$;

CREATE OR REPLACE FUNCTION register_relations(which bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_agg(r ORDER BY r.entry_id, r.earlier_entry_id), '[]') FROM (
                   SELECT l.* FROM v_relation l WHERE l.entry_id = which
                   UNION ALL
                   SELECT l.* FROM v_relation l WHERE l.earlier_entry_id = which) r);
END
$$;

-- Mails that a mail answers, or that answer it.
CREATE OR REPLACE FUNCTION register_links(of_message bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_agg(l ORDER BY l.message_id, l.earlier_message_id), '[]') FROM v_message_link l
             WHERE of_message IN (l.message_id, l.earlier_message_id));
END
$$;

CREATE OR REPLACE FUNCTION register_differences(which bigint) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(to_jsonb(n) - 'entry_id' ORDER BY n.name), '[]') FROM v_difference n WHERE n.entry_id = which AND n.settled_at IS NULL);
END
$$;

CREATE OR REPLACE FUNCTION register_decisions(which bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_agg(n ORDER BY n.decision_id DESC), '[]') FROM v_decision n WHERE n.entry_id = which);
END
$$;

-- The papers of the copies from which a value came.
CREATE OR REPLACE FUNCTION register_sources(which bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_object_agg(s.entry_id, s.document_id), '{}') FROM entry s
             WHERE s.entry_id IN (SELECT f.source_entry_id FROM fact f WHERE f.entry_id = which));
END
$$;

CREATE OR REPLACE FUNCTION register_alerts(of_message bigint) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_agg(a), '[]') FROM v_alert a WHERE a.message_id = of_message);
END
$$;

-- The orders that stand in pairs and relations.
CREATE OR REPLACE FUNCTION register_ends(duplicates json, relations json) RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN ARRAY(SELECT unnest(ARRAY[(x ->> 'entry_id')::bigint, (x ->> 'earlier_entry_id')::bigint]) FROM json_array_elements(duplicates) x
                 UNION SELECT unnest(ARRAY[(x ->> 'entry_id')::bigint, (x ->> 'earlier_entry_id')::bigint]) FROM json_array_elements(relations) x);
END
$$;

-- The orders that stand beside one: of what is closed to the person nothing that it says.
DROP FUNCTION IF EXISTS register_others(text, bigint, bigint);
CREATE OR REPLACE FUNCTION register_others(person text, which bigint[]) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(json_object_agg('e' || o.entry_id, json_build_object(
                                 'entry_id', o.entry_id, 'state', o.state, 'draft', o.draft, 'order_type', o.order_type, 'action', o.action,
                                 'respondent', v.respondent, 'protected_person', v.protected_person, 'made_on', v.made_on,
                                 'expires_on', v.expires_on, 'received_at', o.received_at, 'row_version', o.row_version,
                                 'status', c.status, 'status_reason', c.reason, 'representative_id', o.representative_id,
                                 'sender', (SELECT m.from_address FROM message m WHERE m.message_id = o.message_id AND o.entry_id <> ALL (closed.shut)))), '{}')
                        FROM entry o CROSS JOIN (SELECT ARRAY(SELECT restriction_shut(person)) AS shut OFFSET 0) closed
                        LEFT JOIN LATERAL (SELECT n.status, n.reason FROM entry_course n
                                            WHERE n.entry_id = o.entry_id AND n.begins_at <= now() ORDER BY n.begins_at DESC LIMIT 1) c ON true
                       CROSS JOIN LATERAL (
                             SELECT max(x.value) FILTER (WHERE x.name = 'respondent') AS respondent,
                                    max(x.value) FILTER (WHERE x.name = 'protected_person') AS protected_person,
                                    max(x.value) FILTER (WHERE x.name = 'made_on') AS made_on, max(x.value) FILTER (WHERE x.name = 'expires_on') AS expires_on
                               FROM effective_value x
                              WHERE x.entry_id = o.entry_id AND o.entry_id <> ALL (closed.shut) AND x.name IN ('respondent', 'protected_person', 'made_on', 'expires_on')) v
                       WHERE o.entry_id = ANY (which));
END
$$;
