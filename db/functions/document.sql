-- Papers as people look at them and hand them out.

-- A slice of a message's octets, for programs that have no right to the table.
CREATE OR REPLACE FUNCTION message_octets(message bigint, first_octet integer, count integer)
    RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT substring(octets FROM first_octet FOR count) FROM message_raw WHERE message_id = message
$$;

-- True for papers that hold what the court keeps from the other side, until this person opened them with a reason, and again
-- half a day later.
CREATE OR REPLACE FUNCTION document_is_shut(person text, document bigint, kind text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(kind IN ('confidential_details', 'application'), true)
       AND NOT EXISTS (SELECT FROM audit a
                        WHERE a.subject = 'document' AND a.subject_id = document AND a.actor = session_user || ':' || person
                          AND a.operation = 'consult' AND a.reason LIKE 'opened: %' AND a.at > now() - interval '12 hours'));
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
