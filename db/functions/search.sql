-- Finding: what words stand near typed ones, which entries and mails have them, what is said of these to whoever asked. The searches
-- themselves are made and judged in db/search_store.c and register/search_score.c.

-- Words of names and places that are spelt nearly so (one letter; two in long names), sound so or begin so, the shortest of these. kind: w
-- of a name, a of a place.
CREATE OR REPLACE FUNCTION search_like(typed text[]) RETURNS TABLE (asked text, kind text, word text, heard boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT l.t, left(l.word, 1), substr(l.word, 2), bool_or(l.sounds)
      FROM (SELECT t, n.word, left(k, 1) = 's' AS sounds
              FROM unnest(typed[1:24]) t, (VALUES ('w'), ('a')) v (kind), search_near_keys(v.kind || t) k,
                   LATERAL (SELECT h.word FROM search_near h WHERE h.key = k LIMIT 200) n
             UNION ALL
            SELECT t, b.word, false
              FROM unnest(typed[1:24]) t, (VALUES ('w'), ('a')) v (kind),
                   LATERAL (SELECT c.word
                              FROM (SELECT h.word FROM search_word h WHERE h.word > v.kind || t AND h.word < v.kind || t || chr(1114111) LIMIT 500) c
                             ORDER BY length(c.word), c.word LIMIT 20) b
             WHERE length(t) >= 3) l
     GROUP BY l.t, l.word;
END
$$;

-- Entries that answer to all of one to four queries; of very many the newest that are looked at, among the orders that came last. GIN reads
-- four short queries far sooner than one long one, and would bring the oldest first.
CREATE OR REPLACE FUNCTION search_entries(q1 tsquery, q2 tsquery, q3 tsquery, q4 tsquery, most integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp SET enable_seqscan = off AS $$
DECLARE
    found bigint[];
BEGIN
    CASE WHEN q2 IS NULL THEN
        found := ARRAY(SELECT s.entry_id FROM search_entry s WHERE s.keys @@ q1 LIMIT most);
    WHEN q3 IS NULL THEN
        found := ARRAY(SELECT s.entry_id FROM search_entry s WHERE s.keys @@ q1 AND s.keys @@ q2 LIMIT most);
    WHEN q4 IS NULL THEN
        found := ARRAY(SELECT s.entry_id FROM search_entry s WHERE s.keys @@ q1 AND s.keys @@ q2 AND s.keys @@ q3 LIMIT most);
    ELSE
        found := ARRAY(SELECT s.entry_id FROM search_entry s WHERE s.keys @@ q1 AND s.keys @@ q2 AND s.keys @@ q3 AND s.keys @@ q4 LIMIT most);
    END CASE;
    RETURN found;
END
$$;
CREATE OR REPLACE FUNCTION search_newest(query tsquery, span integer, most integer) RETURNS bigint[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    newest bigint := (SELECT max(s.entry_id) FROM search_entry s);
BEGIN
    RETURN ARRAY(SELECT s.entry_id FROM search_entry s WHERE s.entry_id > newest - span AND s.keys @@ query ORDER BY s.entry_id DESC LIMIT most);
END
$$;

-- Entries that have the keys of any of these queries; of each query the newest. A line of a query is a part that must be met; one after "+"
-- is asked only when the one before it brought fewer than most. ends_from, ends_until: days, or null.
CREATE OR REPLACE FUNCTION search_find(queries text[], ends_from date, ends_until date, most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    many constant integer := 4000;
    opens timestamptz := ends_from::timestamp AT TIME ZONE 'Europe/London';
    closes timestamptz := (ends_until + 1)::timestamp AT TIME ZONE 'Europe/London';
    query text;
    q tsquery[];
    found bigint[];
    brought integer := 0;
BEGIN
    FOREACH query IN ARRAY queries LOOP
        CONTINUE WHEN left(query, 1) = '+' AND brought >= most;
        query := ltrim(query, '+');
        IF query = '' THEN
            RETURN QUERY SELECT c.entry_id FROM entry_course c WHERE c.ends_at BETWEEN opens AND closes ORDER BY c.ends_at, c.entry_id LIMIT most;
            CONTINUE;
        END IF;
        q := string_to_array(query, E'\n')::tsquery[];
        FOR further IN 5 .. cardinality(q) LOOP
            q[4] := q[4] && q[further];
        END LOOP;
        -- what one of a hundred bears is on the orders that came last
        found := CASE WHEN opens IS NULL AND cardinality(q) = 1 THEN search_newest(q[1], 1000, most) ELSE '{}' END;
        IF cardinality(found) >= 10 THEN
            found := search_newest(q[1], 10 * many, most);
        END IF;
        IF cardinality(found) < most THEN
            found := found || search_entries(q[1], q[2], q[3], q[4], many + 1);
        END IF;
        IF opens IS NOT NULL THEN
            found := ARRAY(SELECT f FROM unnest(found) f
                            WHERE EXISTS (SELECT FROM entry_course c WHERE c.entry_id = f AND c.ends_at BETWEEN opens AND closes));
        ELSIF cardinality(found) > many THEN
            FOR further IN 2 .. cardinality(q) LOOP
                q[1] := q[1] && q[further];
            END LOOP;
            found := found || search_newest(q[1], 10 * many, most);
        END IF;
        RETURN QUERY SELECT DISTINCT f FROM unnest(found) f ORDER BY f DESC LIMIT most;
        GET DIAGNOSTICS brought = ROW_COUNT;
    END LOOP;
END
$$;

-- What is said of entries, by name of field, and how they stand at an instant.
CREATE OR REPLACE FUNCTION search_facts(which bigint[], instant timestamptz)
    RETURNS TABLE (entry_id bigint, head bigint, state text, status text, made_on text, facts text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT e.entry_id, coalesce(e.representative_id, e.entry_id), e.state,
           (SELECT o.status FROM entry_course o WHERE o.entry_id = e.entry_id AND o.begins_at <= instant ORDER BY o.begins_at DESC LIMIT 1),
           f.made_on, f.facts
      FROM unnest(which) w
      JOIN entry e ON e.entry_id = w
     CROSS JOIN LATERAL (
           SELECT max(s.value) FILTER (WHERE s.name = 'made_on') AS made_on,
                  coalesce(jsonb_agg(jsonb_build_array(s.name, s.value)), '[]')::text AS facts
             FROM (SELECT v.name, v.value FROM field v WHERE v.entry_id = e.entry_id
                      AND v.name IN ('respondent', 'respondent_aliases', 'respondent_dob', 'protected_person', 'protected_people', 'children',
                                     'respondent_address', 'excluded_addresses', 'served_place', 'court', 'case_number', 'case_reference', 'urn', 'made_on')
                    UNION ALL
                   SELECT v.name, v.value FROM fact v WHERE v.entry_id = e.entry_id AND v.value IS NOT NULL) s) f;
END
$$;

-- Mails that have the words of any of these queries in their subject, sender, names of files or papers; the newest; "+" as above. Papers that
-- only few may open are left out.
CREATE OR REPLACE FUNCTION search_mails(queries text[], most integer) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    query tsquery;
    q tsquery[];
    line text;
    brought integer := 0;
BEGIN
    FOREACH line IN ARRAY queries LOOP
        CONTINUE WHEN left(line, 1) = '+' AND brought >= most;
        q := string_to_array(ltrim(line, '+'), E'\n')::tsquery[];
        query := q[1];
        FOR further IN 2 .. cardinality(q) LOOP
            query := query && q[further];
        END LOOP;
        RETURN QUERY
        SELECT DISTINCT f.message_id
          FROM (SELECT * FROM (SELECT s.message_id FROM search_mail s WHERE s.keys @@ query LIMIT 1000) m
                UNION
                SELECT d.message_id FROM (SELECT s.document_id FROM search_text s WHERE s.keys @@ query LIMIT 1000) t
                  JOIN document d ON d.document_id = t.document_id
                 WHERE NOT document_is_sealed('', d.document_id, d.kind)) f
         ORDER BY f.message_id DESC LIMIT most;
        GET DIAGNOSTICS brought = ROW_COUNT;
    END LOOP;
END
$$;

-- What was searched, what could not be read, and when each mailbox was last read. counted: the orders too, which takes longer.
CREATE OR REPLACE FUNCTION search_coverage(counted boolean) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT jsonb_build_object(
           'orders', CASE WHEN counted THEN (SELECT count(*) FROM entry WHERE state IN ('pending', 'verified') AND representative_id IS NULL) END,
           'unverified', (SELECT count(*) FROM entry WHERE state = 'pending' AND representative_id IS NULL),
           'mails_without_order', CASE WHEN counted THEN (SELECT count(*) FROM search_bare) END,
           'being_read', (SELECT count(*) FROM message WHERE state IN ('received', 'parsed') AND NOT waiting)
                         + (SELECT count(*) FROM message WHERE waiting),
           'unreadable_mails', (SELECT coalesce(jsonb_agg(message_id), '[]')
                                  FROM (SELECT message_id FROM message WHERE waits AND state = 'failed' ORDER BY message_id DESC LIMIT 20) f),
           'unreadable_mails_count', (SELECT count(*) FROM message WHERE waits AND state = 'failed'),
           'unreadable_papers', (SELECT coalesce(jsonb_agg(to_jsonb(p)), '[]')
                                   FROM (SELECT d.message_id, d.path, d.problem FROM message m JOIN document d ON d.message_id = m.message_id
                                          WHERE m.waits AND m.state <> 'failed' AND d.problem IS NOT NULL AND document_is_open(d)
                                          ORDER BY d.message_id DESC LIMIT 20) p),
           'unreadable_papers_count', (SELECT count(*) FROM message m JOIN document d ON d.message_id = m.message_id
                                        WHERE m.waits AND m.state <> 'failed' AND d.problem IS NOT NULL AND document_is_open(d)),
           'mailboxes', (SELECT coalesce(jsonb_agg(jsonb_build_object('mailbox', b.name, 'last_read_at', b.last_scan_at, 'state', b.state,
                                                   'stale', b.last_scan_at IS NULL OR b.last_scan_at < now() - interval '10 minutes') ORDER BY b.name), '[]')
                           FROM mailbox b WHERE b.name <> 'import'))
$$;

-- Shows entries and mails that a search found, with the coverage, and writes who asked for what and was shown what. No address, excluded
-- place or term is in the answer.
CREATE OR REPLACE FUNCTION search_show(person text, typed text, why text, entries bigint[], mails bigint[], instant timestamptz) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    closed bigint[] := ARRAY(SELECT e FROM unnest(entries) WITH ORDINALITY x (e, o) WHERE e IN (SELECT restriction_shut(person)) ORDER BY o);
BEGIN
    entries := ARRAY(SELECT e FROM unnest(entries) WITH ORDINALITY x (e, o) WHERE e <> ALL (closed) ORDER BY o);
    mails := ARRAY(SELECT m FROM unnest(mails) WITH ORDINALITY x (m, o) WHERE m NOT IN (SELECT restriction_mails(person)) ORDER BY o);
    IF cardinality(closed) > 0 THEN
        -- one of each family: an order with its copies and what acts on it is one thing that was met
        closed := ARRAY(SELECT x.c FROM unnest(closed) WITH ORDINALITY x (c, o)
                         WHERE NOT EXISTS (SELECT FROM unnest(closed) WITH ORDINALITY y (c, o) WHERE y.o < x.o AND y.c IN (SELECT restriction_circle(ARRAY[x.c])))
                         ORDER BY x.o);
        PERFORM restriction_met(person, closed, why);
    END IF;
    INSERT INTO audit (actor, operation, subject, reason, words, shown)
    VALUES (session_user || coalesce(':' || nullif(person, ''), ''), 'consult', 'search', why, typed,
            jsonb_build_object('entries', to_jsonb(entries), 'mails', to_jsonb(mails)));
    RETURN jsonb_build_object(
        'restricted', to_jsonb(closed), 'coverage', search_coverage(cardinality(entries) + cardinality(mails) = 0),
        'entries', (SELECT coalesce(jsonb_object_agg('e' || t.entry_id, t.told), '{}') FROM search_entries_told(entries, instant) t),
        'mails', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                         'message_id', m.message_id, 'received_at', m.received_at, 'from_address', m.from_address, 'subject', m.subject,
                         'state', m.state, 'failure', m.failure, 'outcome', m.outcome,
                         'entries', (SELECT coalesce(jsonb_agg(e.entry_id ORDER BY e.entry_id), '[]') FROM entry e WHERE e.message_id = m.message_id),
                         'problems', (SELECT coalesce(jsonb_agg(DISTINCT d.problem), '[]') FROM document d
                                       WHERE d.message_id = m.message_id AND d.problem IS NOT NULL)) ORDER BY w.ord), '[]')
                    FROM unnest(mails) WITH ORDINALITY w (message_id, ord) JOIN message m ON m.message_id = w.message_id))::text;
END
$$;

-- Entries as an answer tells them. Of statements of service, what a person said of their day stands in the place of what they prove, as in
-- the course of an order.
CREATE OR REPLACE FUNCTION search_entries_told(which bigint[], instant timestamptz) RETURNS TABLE (entry_id bigint, told jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT e.entry_id, jsonb_build_object(
           'entry_id', e.entry_id, 'message_id', e.message_id, 'received_at', e.received_at, 'order_type', e.order_type, 'action', e.action,
           'draft', e.draft, 'state', e.state, 'representative_id', e.representative_id,
           'fields', f.fields,
           'status', (SELECT jsonb_build_object('status', o.status, 'reason', o.reason, 'ends_at', o.ends_at) FROM entry_course o
                       WHERE o.entry_id = e.entry_id AND o.begins_at <= instant ORDER BY o.begins_at DESC LIMIT 1),
           'services', (
               SELECT coalesce(jsonb_agg(jsonb_build_object('outcome', r.outcome, 'served_on', r.served_on, 'served_at', r.served_at,
                                                            'served_by', r.served_by, 'method', r.method, 'state', r.state)
                                         ORDER BY r.served_on, r.service_id), '[]')
                 FROM (SELECT s.outcome, s.served_on::text, s.served_at, s.served_by, s.method, s.state, s.service_id
                         FROM v_service s
                        WHERE s.entry_id = e.entry_id
                          AND (f.served_on IS NULL OR s.state <> 'fact' OR s.outcome NOT IN ('served', 'informed', 'present_in_court'))
                       UNION ALL
                       SELECT 'served', f.served_on, f.served_at, f.served_by, NULL, 'fact', 0 WHERE f.served_on IS NOT NULL) r),
           'disputed', (SELECT jsonb_agg(n) FROM jsonb_object_keys(keeping_disputed(e.entry_id)) n),
           'copies', (SELECT coalesce(jsonb_agg(c.entry_id ORDER BY c.entry_id), '[]') FROM entry c
                       WHERE c.representative_id = e.entry_id AND c.state IN ('pending', 'duplicate')),
           -- what they say otherwise, while nobody has decided on it; nothing closed is in the words
           'doubts', (SELECT jsonb_agg(jsonb_build_object('entry_id', c.entry_id, 'words', array_to_string(u.contradicts, '; ')) ORDER BY c.entry_id)
                        FROM duplicate u JOIN entry c ON c.entry_id = u.entry_id
                       WHERE u.earlier_entry_id = e.entry_id AND c.representative_id = e.entry_id AND c.state = 'pending' AND cardinality(u.contradicts) > 0),
           'changes', (SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', a.entry_id, 'kind', r.kind, 'state', a.state,
                                                 'received_at', a.received_at) ORDER BY a.received_at), '[]')
                         FROM relation r JOIN entry a ON a.entry_id = r.entry_id
                        WHERE r.earlier_entry_id = e.entry_id AND r.kind IN ('varies', 'extends', 'discharges', 'replaces', 'succeeds')
                          AND a.state IN ('pending', 'verified') AND a.representative_id IS NULL))
      FROM unnest(which) w (entry_id)
      JOIN entry e ON e.entry_id = w.entry_id
     CROSS JOIN LATERAL (
           SELECT coalesce(jsonb_object_agg(v.name, v.value) FILTER (WHERE v.value IS NOT NULL AND v.name NOT IN ('served_on', 'served_at', 'served_by')),
                           '{}') AS fields,
                  max(v.value) FILTER (WHERE v.name = 'served_on' AND v.origin <> 'confirmed') AS served_on,
                  max(v.value) FILTER (WHERE v.name = 'served_at') AS served_at, max(v.value) FILTER (WHERE v.name = 'served_by') AS served_by
             FROM effective_field v
            WHERE v.entry_id = e.entry_id
              AND v.name IN ('respondent', 'respondent_aliases', 'respondent_dob', 'protected_person', 'protected_people', 'children', 'court',
                             'case_number', 'case_reference', 'urn', 'made_on', 'expires_on', 'power_of_arrest', 'power_of_arrest_expires_on',
                             'without_notice', 'served_on', 'served_at', 'served_by')) f;
END
$$;

-- One of them; null when there is none.
CREATE OR REPLACE FUNCTION search_entry_told(which bigint, instant timestamptz) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT t.told FROM search_entries_told(ARRAY[which], instant) t);
END
$$;

-- The words of a message's papers: x each, and names of mails without an order become known words.
CREATE OR REPLACE FUNCTION search_text_put(of_message bigint, papers jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO search_text AS h (document_id, keys)
    SELECT d.document_id, array_to_tsvector(array_agg('x' || left(w, 40))) -- which keeps each once
      FROM jsonb_to_recordset(papers) AS p (path text, words text)
      JOIN document d ON d.message_id = of_message AND d.path = p.path,
           string_to_table(regexp_replace(search_fold(p.words), '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'), ' ') w
     WHERE length(w) > 2
     GROUP BY d.document_id
        ON CONFLICT (document_id) DO UPDATE SET keys = excluded.keys WHERE h.keys IS DISTINCT FROM excluded.keys;
    PERFORM search_learn(ARRAY(SELECT DISTINCT w FROM jsonb_to_recordset(papers) AS p (names text), unnest(search_words('w', p.names)) w));
END
$$;
