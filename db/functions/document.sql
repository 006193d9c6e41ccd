-- Papers as people look at them and hand them out.

-- A slice of a message's octets, for programs that have no right to the table.
CREATE OR REPLACE FUNCTION message_octets(message bigint, first_octet integer, count integer)
    RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT substring(octets FROM first_octet FOR count) FROM message_raw WHERE message_id = message
$$;

-- A subject without what mail programs put before it.
CREATE OR REPLACE FUNCTION message_bare_subject(subject text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = ccot, pg_temp AS $$
    SELECT btrim(regexp_replace(lower(coalesce(subject, '')), '^\s*((re|fw|fwd|recall|message recall|retraction|withdrawn)\s*:\s*)+', ''))
$$;

-- Which mails a mail means that takes something back: those whose reference it quotes; else, of the same sender in the week before it and with papers,
-- those in which an order stands whose number it names; else those with the same subject; else the last one.
CREATE OR REPLACE FUNCTION message_means(taking bigint) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    mail message := (SELECT m FROM message m WHERE m.message_id = taking);
    said text := (SELECT upper(regexp_replace(concat(mail.subject, ' ', string_agg(a.text, ' ')), '[^[:alnum:]]', '', 'g')) FROM alert a WHERE a.message_id = taking);
    earlier bigint[];
BEGIN
    RETURN QUERY SELECT l.earlier_message_id FROM message_link l WHERE l.message_id = taking;
    IF FOUND THEN
        RETURN;
    END IF;
    earlier := ARRAY(SELECT m.message_id FROM message m
                      WHERE lower(m.from_address) = lower(mail.from_address) AND m.received_at BETWEEN mail.received_at - interval '7 days' AND mail.received_at
                        AND (m.received_at, m.message_id) < (mail.received_at, taking) AND EXISTS (SELECT FROM document d WHERE d.message_id = m.message_id)
                      ORDER BY m.received_at DESC, m.message_id DESC);
    RETURN QUERY SELECT DISTINCT e.message_id FROM entry e JOIN field f ON f.entry_id = e.entry_id AND f.name IN ('case_number', 'case_reference', 'urn')
                  WHERE e.message_id = ANY (earlier) AND strpos(said, upper(regexp_replace(f.value, '[^[:alnum:]]', '', 'g'))) > 0;
    IF FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT m.message_id FROM message m WHERE m.message_id = ANY (earlier) AND message_bare_subject(m.subject) = message_bare_subject(mail.subject);
    IF NOT FOUND AND cardinality(earlier) > 0 THEN
        RETURN NEXT earlier[1];
    END IF;
END
$$;

-- Mails by which a mail is taken back, while nobody has decided on them.
CREATE OR REPLACE FUNCTION message_taken_back(of_message bigint) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    sender text;
    came timestamptz;
BEGIN
    SELECT lower(m.from_address), m.received_at INTO sender, came FROM message m WHERE m.message_id = of_message;
    -- only those are looked into that may mean it, see message_means
    RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('message_id', t.message_id, 'received_at', t.received_at, 'raised_at', t.raised_at) ORDER BY t.message_id), '[]')
              FROM (SELECT x.message_id, x.received_at, max(a.raised_at) AS raised_at FROM alert a JOIN message x ON x.message_id = a.message_id
                     WHERE a.kind = 'retraction' AND a.handled_at IS NULL AND a.message_id <> of_message
                       AND (lower(x.from_address) = sender AND x.received_at BETWEEN came AND came + interval '7 days'
                            OR EXISTS (SELECT FROM message_link l WHERE l.message_id = x.message_id AND l.earlier_message_id = of_message))
                     GROUP BY x.message_id) t
             WHERE of_message IN (SELECT message_means(t.message_id)));
END
$$;

-- Since when a mail is taken back; null: nobody takes it back.
CREATE OR REPLACE FUNCTION message_taken_at(of_message bigint) RETURNS timestamptz LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    -- nearly always nothing is taken back, and nothing more is asked
    IF NOT EXISTS (SELECT FROM alert a WHERE a.kind = 'retraction' AND a.handled_at IS NULL) THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT max((t ->> 'raised_at')::timestamptz) FROM jsonb_array_elements(message_taken_back(of_message)) t);
END
$$;

-- The same of the mail of a paper.
CREATE OR REPLACE FUNCTION document_taken_back(document bigint) RETURNS timestamptz LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN message_taken_at((SELECT d.message_id FROM document d WHERE d.document_id = document));
END
$$;
DROP FUNCTION IF EXISTS document_is_taken_back(bigint);

-- True for papers that hold what the court keeps from the other side, and for those that their sender takes back while nobody has decided on
-- that, until this person opened them with a reason, and again half a day later. What was opened before it was taken back is shut again.
-- taken_at: since when it is taken back. For functions of this schema alone, whose path it looks by.
CREATE OR REPLACE FUNCTION document_is_sealed_since(person text, document bigint, kind text, taken_at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF kind NOT IN ('confidential_details', 'application') AND taken_at IS NULL THEN
        RETURN false;
    END IF;
    RETURN (SELECT NOT EXISTS (SELECT FROM audit a
                        WHERE a.subject = 'document' AND a.subject_id = document AND a.actor = session_user || ':' || person
                          AND a.operation = 'consult' AND a.reason LIKE 'opened: %' AND a.at > now() - interval '12 hours'
                          AND (taken_at IS NULL OR a.at > taken_at)));
END
$$;
CREATE OR REPLACE FUNCTION document_is_sealed(person text, document bigint, kind text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN document_is_sealed_since(person, document, kind, document_taken_back(document));
END
$$;

-- The same, and true for papers of an order that is closed to this person.
CREATE OR REPLACE FUNCTION document_is_shut(person text, document bigint, kind text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN document_is_sealed(person, document, kind)
           -- nearly always nothing is restricted, and nothing more is asked
           OR (EXISTS (SELECT FROM entry_restriction) OR EXISTS (SELECT FROM entry_recusal)) AND document IN (SELECT restriction_papers(person));
END
$$;

-- Opens such a paper for this person. False, and nothing written, without a reason or such a paper.
CREATE OR REPLACE FUNCTION document_unseal(person text, document bigint, words text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF coalesce(btrim(words), '') = '' OR coalesce(btrim(person), '') = ''
       OR NOT EXISTS (SELECT FROM document d WHERE d.document_id = document) OR document IN (SELECT restriction_papers(person)) THEN
        RETURN false;
    END IF;
    PERFORM audit_write('consult', 'document', document, person, NULL, 'opened: ' || btrim(words));
    RETURN true;
END
$$;

-- A paper of a closed order is not there for this person, but for the audit.
-- Where a document's octets lie, with the audit row of who looks at it (purpose 'consult') or takes it away ('disclose'); no
-- row, and none in the audit, when there is no such document. shut: the person has not opened it; where it lies is not told,
-- and the audit says that it was refused.
DROP FUNCTION IF EXISTS document_open(text, bigint, text, text);
CREATE FUNCTION document_open(person text, document bigint, purpose text, note text)
    RETURNS TABLE (message_id bigint, path text, kind text, pages integer, position_in_message integer, media_type text, shut boolean, passwords text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    closed boolean := document_is_shut(person, document, (SELECT d.kind FROM document d WHERE d.document_id = document));
BEGIN
    IF purpose NOT IN ('consult', 'disclose') THEN
        RAISE EXCEPTION 'document: % is no purpose', purpose USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF document IN (SELECT restriction_papers(person)) THEN
        PERFORM audit_write('consult', 'document', document, person, NULL, 'refused, restricted: ' || note);
        RETURN;
    END IF;
    RETURN QUERY SELECT d.message_id, CASE WHEN NOT closed THEN d.path END, d.kind, d.pages, d.position, d.media_type, closed,
                        CASE WHEN NOT closed THEN (SELECT string_agg(w.word, E'\n') || E'\n' FROM message_password w WHERE w.message_id = d.message_id) END
                   FROM document d WHERE d.document_id = document;
    IF FOUND THEN
        PERFORM audit_write(CASE WHEN closed THEN 'consult' ELSE purpose END, 'document', document, person,
                            CASE WHEN purpose = 'disclose' AND NOT closed THEN person END,
                            CASE WHEN closed THEN 'refused: ' || note ELSE note END);
    END IF;
END
$$;
