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

-- Mails by which a mail is taken back, while nobody has decided on them: those that quote its reference; else those of the same sender, in the
-- week after it, with the same subject; where none of that sender's mails has that subject, every one of that week, for nobody knows which is meant.
CREATE OR REPLACE FUNCTION message_taken_back(of_message bigint) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    mail message;
    taken record;
    found jsonb := '[]';
BEGIN
    FOR taken IN SELECT x.message_id, x.received_at, x.subject, x.from_address, max(a.raised_at) AS raised_at FROM alert a JOIN message x ON x.message_id = a.message_id
                  WHERE a.kind = 'retraction' AND a.handled_at IS NULL AND a.message_id <> of_message GROUP BY x.message_id LOOP
        mail := coalesce(mail, (SELECT m FROM message m WHERE m.message_id = of_message));
        IF EXISTS (SELECT FROM message_link l WHERE l.message_id = taken.message_id) THEN
            CONTINUE WHEN NOT EXISTS (SELECT FROM message_link l WHERE l.message_id = taken.message_id AND l.earlier_message_id = of_message);
        ELSE
            CONTINUE WHEN lower(mail.from_address) IS DISTINCT FROM lower(taken.from_address)
                       OR mail.received_at NOT BETWEEN taken.received_at - interval '7 days' AND taken.received_at;
            CONTINUE WHEN message_bare_subject(mail.subject) <> message_bare_subject(taken.subject)
                      AND EXISTS (SELECT FROM message o WHERE lower(o.from_address) = lower(taken.from_address) AND o.message_id <> taken.message_id
                                     AND o.received_at BETWEEN taken.received_at - interval '7 days' AND taken.received_at
                                     AND message_bare_subject(o.subject) = message_bare_subject(taken.subject));
        END IF;
        found := found || jsonb_build_object('message_id', taken.message_id, 'received_at', taken.received_at, 'raised_at', taken.raised_at);
    END LOOP;
    RETURN found;
END
$$;

-- Since when it is taken back; null: nobody takes it back.
CREATE OR REPLACE FUNCTION document_taken_back(document bigint) RETURNS timestamptz LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    -- nearly always nothing is taken back, and nothing more is asked
    RETURN (SELECT max((t ->> 'raised_at')::timestamptz)
              FROM jsonb_array_elements(CASE WHEN EXISTS (SELECT FROM alert a WHERE a.kind = 'retraction' AND a.handled_at IS NULL)
                                             THEN message_taken_back((SELECT d.message_id FROM document d WHERE d.document_id = document)) ELSE '[]' END) t);
END
$$;
DROP FUNCTION IF EXISTS document_is_taken_back(bigint);

-- True for papers that hold what the court keeps from the other side, and for those that their sender takes back while nobody has decided on
-- that, until this person opened them with a reason, and again half a day later. What was opened before it was taken back is shut again.
CREATE OR REPLACE FUNCTION document_is_shut(person text, document bigint, kind text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    taken_at timestamptz := document_taken_back(document);
BEGIN
    RETURN (SELECT (coalesce(kind IN ('confidential_details', 'application'), true) OR taken_at IS NOT NULL)
       AND NOT EXISTS (SELECT FROM audit a
                        WHERE a.subject = 'document' AND a.subject_id = document AND a.actor = session_user || ':' || person
                          AND a.operation = 'consult' AND a.reason LIKE 'opened: %' AND a.at > now() - interval '12 hours'
                          AND (taken_at IS NULL OR a.at > taken_at)));
END
$$;

-- Opens such a paper for this person. False, and nothing written, without a reason or such a paper.
CREATE OR REPLACE FUNCTION document_unseal(person text, document bigint, words text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF coalesce(btrim(words), '') = '' OR coalesce(btrim(person), '') = ''
       OR NOT EXISTS (SELECT FROM document d WHERE d.document_id = document) THEN
        RETURN false;
    END IF;
    PERFORM audit_write('consult', 'document', document, person, NULL, 'opened: ' || btrim(words));
    RETURN true;
END
$$;

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
