-- Orders that are closed to most people, and orders that are closed to one person. Every function that tells of orders asks here, and so
-- do the views that programs read; a person counts as such only from ccot-web, where staff_session_use says who it is.

-- The orders that stand or fall together with these: their copies, what acts on them, on what they act, and so on.
CREATE OR REPLACE FUNCTION restriction_circle(which bigint[]) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH RECURSIVE circle (id) AS (
         SELECT unnest(which)
         UNION
         SELECT x.id
           FROM circle c CROSS JOIN LATERAL (
                SELECT e.representative_id AS id FROM entry e WHERE e.entry_id = c.id AND e.representative_id IS NOT NULL
                UNION ALL SELECT e.entry_id FROM entry e WHERE e.representative_id = c.id
                UNION ALL SELECT r.earlier_entry_id FROM relation r WHERE r.entry_id = c.id AND r.earlier_entry_id IS NOT NULL AND r.kind <> 'same_respondent'
                UNION ALL SELECT r.entry_id FROM relation r WHERE r.earlier_entry_id = c.id AND r.kind <> 'same_respondent') x)
    SELECT c.id FROM circle c;
END
$$;

-- Orders against the same person that do not stand or fall with this one: they are closed each by itself.
CREATE OR REPLACE FUNCTION restriction_beside(which bigint) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH circle AS MATERIALIZED (SELECT c AS id FROM restriction_circle(ARRAY[which]) c)
    SELECT DISTINCT coalesce(e.representative_id, e.entry_id)
      FROM circle c CROSS JOIN LATERAL (
           SELECT r.earlier_entry_id AS id FROM relation r WHERE r.entry_id = c.id AND r.kind = 'same_respondent' AND r.earlier_entry_id IS NOT NULL
           UNION ALL SELECT r.entry_id FROM relation r WHERE r.earlier_entry_id = c.id AND r.kind = 'same_respondent') x
      JOIN entry e ON e.entry_id = x.id AND e.state <> 'rejected'
     WHERE e.entry_id NOT IN (SELECT k.id FROM circle k);
END
$$;

-- Whom a name stands for: a person of the pages, or nobody ('') for every other program.
CREATE OR REPLACE FUNCTION restriction_person(person text) RETURNS text LANGUAGE plpgsql STABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN CASE WHEN pg_has_role(session_user, 'ccot_web', 'MEMBER') THEN coalesce(person, '') ELSE '' END;
END
$$;

-- For the functions below alone, whose path it looks by: nearly always nothing is restricted and nobody knows anybody, and nothing more is asked.
CREATE OR REPLACE FUNCTION restriction_is_there() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM entry_restriction) OR EXISTS (SELECT FROM entry_recusal);
END
$$;

-- The entries that are closed to a person.
CREATE OR REPLACE FUNCTION restriction_shut(person text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    whose text := restriction_person(person);
BEGIN
    IF NOT EXISTS (SELECT FROM entry_restriction) AND NOT EXISTS (SELECT FROM entry_recusal c WHERE c.person = whose) THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT restriction_circle(ARRAY(
        SELECT r.entry_id FROM entry_restriction r
         WHERE NOT EXISTS (SELECT FROM entry_reader d WHERE d.entry_id = r.entry_id AND d.reader = whose)
           AND NOT EXISTS (SELECT FROM entry_glass g WHERE g.entry_id = r.entry_id AND g.person = whose AND g.until > now())
        UNION
        SELECT c.entry_id FROM entry_recusal c WHERE c.person = whose));
END
$$;

-- The mails that such an entry, or a statement about it, came in; a statement that was joined to none may be about it when it bears its number or
-- both its people.
CREATE OR REPLACE FUNCTION restriction_mails(person text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    shut bigint[] := ARRAY(SELECT restriction_shut(person));
BEGIN
    IF cardinality(shut) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT e.message_id FROM entry e WHERE e.entry_id = ANY (shut)
                 UNION SELECT s.message_id FROM service s WHERE s.entry_id = ANY (shut)
                 UNION SELECT s.message_id FROM entry_key ek JOIN service_key sk ON sk.key = ek.key JOIN service s ON s.service_id = sk.service_id
                        WHERE ek.entry_id = ANY (shut) AND sk.kind IN ('case', 'number', 'people') AND s.entry_id IS NULL
                 UNION SELECT m.message_id FROM message m WHERE m.joined_entry_id = ANY (shut);
END
$$;

-- The papers of those mails, but for one in which only other people's orders stand.
CREATE OR REPLACE FUNCTION restriction_papers(person text) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    shut bigint[] := ARRAY(SELECT restriction_shut(person));
BEGIN
    IF cardinality(shut) = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT d.document_id FROM document d
     WHERE d.outcome_entry_id = ANY (shut)
        OR d.message_id IN (SELECT restriction_mails(person))
           AND (EXISTS (SELECT FROM entry e WHERE e.document_id = d.document_id AND e.entry_id = ANY (shut))
                OR EXISTS (SELECT FROM service s WHERE s.document_id = d.document_id AND s.entry_id = ANY (shut))
                OR NOT EXISTS (SELECT FROM entry e WHERE e.document_id = d.document_id));
END
$$;

-- The same for whoever reads a view. The daemon judges and writes, and is no reader.
CREATE OR REPLACE FUNCTION restriction_reader() RETURNS text LANGUAGE plpgsql STABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN CASE WHEN NOT pg_has_role(session_user, 'ccot_ingest', 'MEMBER') THEN coalesce(current_setting('ccot.person', true), '') END;
END
$$;
CREATE OR REPLACE FUNCTION restriction_entries_here() RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF restriction_is_there() AND restriction_reader() IS NOT NULL THEN
        RETURN QUERY SELECT restriction_shut(restriction_reader());
    END IF;
END
$$;
CREATE OR REPLACE FUNCTION restriction_mails_here() RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF restriction_is_there() AND restriction_reader() IS NOT NULL THEN
        RETURN QUERY SELECT restriction_mails(restriction_reader());
    END IF;
END
$$;
CREATE OR REPLACE FUNCTION restriction_papers_here() RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF restriction_is_there() AND restriction_reader() IS NOT NULL THEN
        RETURN QUERY SELECT restriction_papers(restriction_reader());
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION restriction_closes(person text, which bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN restriction_is_there() AND which IN (SELECT restriction_shut(person));
END
$$;

-- True for an order that a restriction stands on, whoever asks.
CREATE OR REPLACE FUNCTION restriction_is_on(which bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM entry_restriction) AND EXISTS (SELECT FROM entry_restriction r WHERE r.entry_id IN (SELECT restriction_circle(ARRAY[which])));
END
$$;

-- How an entry is closed to a person: 'recused' they know the people, 'restricted'; null: it is open.
CREATE OR REPLACE FUNCTION restriction_state(person text, which bigint) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF NOT restriction_closes(person, which) THEN
        RETURN NULL;
    END IF;
    RETURN CASE WHEN which IN (SELECT restriction_circle(ARRAY(SELECT c.entry_id FROM entry_recusal c WHERE c.person = restriction_person(restriction_state.person))))
                THEN 'recused' ELSE 'restricted' END;
END
$$;

-- Notes that somebody met a closed order where they asked for it, and tells supervisors; of one person and order once an hour.
CREATE OR REPLACE FUNCTION restriction_met(person text, which bigint[], why text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO restriction_notice (entry_id, person, kind, reason)
    SELECT w, coalesce(nullif(person, ''), session_user), 'sight', nullif(btrim(why), '')
      FROM unnest(which) w
     WHERE NOT EXISTS (SELECT FROM restriction_notice n WHERE n.entry_id = w AND n.person = coalesce(nullif(restriction_met.person, ''), session_user)
                          AND n.noted_at > now() - interval '1 hour');
    PERFORM audit_write('consult', 'entry', w, person, NULL, concat_ws(': ', 'refused, restricted', nullif(btrim(why), ''))) FROM unnest(which) w;
END
$$;

-- Who may search may break the glass, with a reason and for half a day: done · role · open (it is not closed) · recused · words.
CREATE OR REPLACE FUNCTION restriction_break(person text, which bigint, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    state text := restriction_state(person, which);
BEGIN
    IF NOT EXISTS (SELECT FROM staff s WHERE s.name = person AND s.role IN ('enquirer', 'handler', 'supervisor') AND s.closed_at IS NULL) THEN
        RETURN 'role';
    ELSIF state IS NULL THEN
        RETURN 'open';
    ELSIF state = 'recused' THEN
        RETURN 'recused';
    ELSIF coalesce(length(btrim(why)), 0) NOT BETWEEN 1 AND 500 THEN
        RETURN 'words';
    END IF;
    INSERT INTO entry_glass (entry_id, person, until)
    SELECT r.entry_id, restriction_break.person, now() + interval '12 hours' FROM entry_restriction r WHERE r.entry_id IN (SELECT restriction_circle(ARRAY[which]))
        ON CONFLICT ON CONSTRAINT entry_glass_pkey DO UPDATE SET until = excluded.until;
    INSERT INTO restriction_notice (entry_id, person, kind, reason) VALUES (which, person, 'glass', btrim(why));
    PERFORM audit_write('consult', 'entry', which, person, NULL, 'glass broken: ' || btrim(why));
    RETURN 'done';
END
$$;

-- "I know these people": gives the order back, with the others against the same person, and closes them to that person until a supervisor opens
-- them again. done · role · gone.
CREATE OR REPLACE FUNCTION restriction_recuse(person text, which bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    known bigint[];
BEGIN
    IF NOT EXISTS (SELECT FROM staff s WHERE s.name = person AND s.role IN ('enquirer', 'handler', 'supervisor') AND s.closed_at IS NULL) THEN
        RETURN 'role';
    ELSIF NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = which) THEN
        RETURN 'gone';
    END IF;
    known := which || ARRAY(SELECT restriction_beside(which));
    INSERT INTO entry_recusal (entry_id, person) SELECT k, restriction_recuse.person FROM unnest(known) k ON CONFLICT DO NOTHING;
    UPDATE entry e SET claimed_by = NULL, claimed_until = NULL
     WHERE e.claimed_by = restriction_recuse.person AND e.entry_id IN (SELECT restriction_circle(known));
    UPDATE message m SET held_by = NULL, held_until = NULL
     WHERE m.held_by = restriction_recuse.person AND m.message_id IN (SELECT restriction_mails(restriction_recuse.person));
    UPDATE alert a SET taken_by = NULL, taken_at = NULL
     WHERE a.taken_by = restriction_recuse.person AND a.handled_at IS NULL AND a.message_id IN (SELECT restriction_mails(restriction_recuse.person));
    PERFORM audit_write('alter', 'entry', k, person, NULL, 'given back: knows these people') FROM unnest(known) k;
    RETURN 'done';
END
$$;

-- A supervisor's: restricts an order to these readers and the supervisor, names others in their place, or lifts it (readers null). done ·
-- role · gone (no such order) · closed (it is closed to the supervisor: break the glass first) · words (no reason) · reader (no such account).
CREATE OR REPLACE FUNCTION restriction_put(person text, of_entry bigint, readers text[], why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    which bigint := (SELECT coalesce(e.representative_id, e.entry_id) FROM entry e WHERE e.entry_id = of_entry);
    named text[] := ARRAY(SELECT DISTINCT lower(btrim(r)) FROM unnest(readers || person) r WHERE btrim(r) <> '' ORDER BY 1);
BEGIN
    IF NOT queue_is_supervisor(person) THEN
        RETURN 'role';
    ELSIF which IS NULL THEN
        RETURN 'gone';
    ELSIF restriction_closes(person, which) THEN
        RETURN 'closed';
    ELSIF coalesce(length(btrim(why)), 0) NOT BETWEEN 1 AND 500 THEN
        RETURN 'words';
    END IF;
    IF readers IS NULL THEN
        DELETE FROM entry_restriction r WHERE r.entry_id IN (SELECT restriction_circle(ARRAY[which]));
        IF NOT FOUND THEN
            RETURN 'gone';
        END IF;
        PERFORM audit_write('alter', 'entry', which, person, NULL, 'restriction lifted: ' || btrim(why));
        RETURN 'done';
    ELSIF EXISTS (SELECT FROM unnest(named) n WHERE NOT EXISTS (SELECT FROM staff s WHERE s.name = n AND s.closed_at IS NULL
                                                                   AND s.role IN ('enquirer', 'handler', 'supervisor'))) THEN
        RETURN 'reader';
    END IF;
    DELETE FROM entry_restriction r WHERE r.entry_id IN (SELECT restriction_circle(ARRAY[which]));
    INSERT INTO entry_restriction (entry_id, reason, restricted_by) VALUES (which, btrim(why), person);
    INSERT INTO entry_reader (entry_id, reader, named_by) SELECT which, n, person FROM unnest(named) n;
    UPDATE entry e SET claimed_by = NULL, claimed_until = NULL
     WHERE e.claimed_by <> ALL (named) AND e.entry_id IN (SELECT restriction_circle(ARRAY[which]));
    PERFORM audit_write('alter', 'entry', which, person, array_to_string(named, ', '), 'restricted: ' || btrim(why));
    RETURN 'done';
END
$$;

-- A supervisor's: notices as seen (recusal null), or opens an order again to whom knew the people. done · role · own · gone.
CREATE OR REPLACE FUNCTION restriction_settle(person text, notice bigint, which bigint, recused text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF NOT queue_is_supervisor(person) THEN
        RETURN 'role';
    ELSIF recused IS NOT NULL THEN
        IF recused = person THEN
            RETURN 'own';
        END IF;
        DELETE FROM entry_recusal c WHERE c.entry_id = which AND c.person = recused;
        IF NOT FOUND THEN
            RETURN 'gone';
        END IF;
        PERFORM audit_write('alter', 'entry', which, person, recused, 'open again to whom knew the people');
        RETURN 'done';
    END IF;
    IF EXISTS (SELECT FROM restriction_notice n WHERE n.notice_id = notice AND n.person = restriction_settle.person) THEN
        RETURN 'own';
    END IF;
    UPDATE restriction_notice n SET seen_by = restriction_settle.person, seen_at = now() WHERE n.notice_id = notice AND n.seen_at IS NULL
 RETURNING n.entry_id INTO which;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    PERFORM audit_write('consult', 'entry', which, person, NULL, format('notice %s seen', notice));
    RETURN 'done';
END
$$;

-- What supervisors see: restricted orders by our reference and number, their readers, notices that nobody has seen and those of a month, and
-- who gave which order back. No name of a party is in it. Null: not for this person.
CREATE OR REPLACE FUNCTION restriction_list(person text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF NOT queue_is_supervisor(person) THEN
        RETURN NULL;
    END IF;
    PERFORM audit_write('consult', 'restrictions', NULL, person, NULL, NULL);
    RETURN jsonb_build_object(
        'notices', (SELECT coalesce(jsonb_agg(jsonb_build_object('notice_id', n.notice_id, 'entry_id', n.entry_id, 'person', n.person, 'kind', n.kind, 'reason', n.reason,
                           'noted_at', n.noted_at, 'seen_by', n.seen_by, 'seen_at', n.seen_at, 'own', n.person = restriction_list.person)
                           ORDER BY n.seen_at IS NOT NULL, n.noted_at DESC), '[]')
                      FROM (SELECT * FROM restriction_notice x WHERE x.seen_at IS NULL OR x.noted_at > now() - interval '30 days'
                             ORDER BY x.seen_at IS NOT NULL, x.noted_at DESC LIMIT 200) n),
        'restricted', (SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', r.entry_id, 'reason', r.reason, 'restricted_by', r.restricted_by,
                              'restricted_at', r.restricted_at, 'closed', restriction_closes(restriction_list.person, r.entry_id),
                              'beside', (SELECT jsonb_agg(b ORDER BY b) FROM restriction_beside(r.entry_id) b WHERE NOT restriction_is_on(b)),
                              'readers', (SELECT jsonb_agg(d.reader ORDER BY d.reader) FROM entry_reader d WHERE d.entry_id = r.entry_id)) ORDER BY r.entry_id), '[]')
                         FROM entry_restriction r),
        'recused', (SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', c.entry_id, 'person', c.person, 'said_at', c.said_at, 'own', c.person = restriction_list.person)
                                              ORDER BY c.said_at DESC), '[]') FROM entry_recusal c));
END
$$;

-- For the page on which an order is restricted: its readers and who could be one. Null: not for this person.
CREATE OR REPLACE FUNCTION restriction_form(person text, of_entry bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    which bigint := (SELECT coalesce(e.representative_id, e.entry_id) FROM entry e WHERE e.entry_id = of_entry);
    held bigint;
BEGIN
    IF NOT queue_is_supervisor(person) OR which IS NULL OR restriction_closes(person, which) THEN
        RETURN NULL;
    END IF;
    held := (SELECT r.entry_id FROM entry_restriction r WHERE r.entry_id IN (SELECT restriction_circle(ARRAY[which])) ORDER BY r.entry_id LIMIT 1);
    PERFORM audit_write('consult', 'entry', which, person, NULL, 'restriction');
    RETURN jsonb_build_object('entry_id', which, 'restricted', held IS NOT NULL,
        'beside', (SELECT jsonb_agg(jsonb_build_object('entry_id', e.entry_id, 'order_type', e.order_type, 'action', e.action, 'received_at', e.received_at) ORDER BY e.entry_id)
                     FROM restriction_beside(which) b JOIN entry e ON e.entry_id = b WHERE NOT restriction_is_on(b)),
        'reason', (SELECT r.reason FROM entry_restriction r WHERE r.entry_id = held),
        'people', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'role', s.role, 'own', s.name = person,
                          'reader', EXISTS (SELECT FROM entry_reader d WHERE d.entry_id = held AND d.reader = s.name)) ORDER BY s.name), '[]')
                     FROM staff s WHERE s.closed_at IS NULL AND s.role IN ('enquirer', 'handler', 'supervisor')));
END
$$;
