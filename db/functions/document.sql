-- Papers as people look at them and hand them out.

-- A slice of a message's octets, for programs that have no right to the table.
CREATE OR REPLACE FUNCTION message_octets(message bigint, first_octet integer, count integer)
    RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT substring(octets FROM first_octet FOR count) FROM message_raw WHERE message_id = message
$$;

-- Where a document's octets lie, with the audit row of who looks at it (purpose 'consult') or takes it away ('disclose'); no
-- row, and none in the audit, when there is no such document.
CREATE OR REPLACE FUNCTION document_open(person text, document bigint, purpose text, note text)
    RETURNS TABLE (message_id bigint, path text, kind text, pages integer, position_in_message integer, media_type text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF purpose NOT IN ('consult', 'disclose') THEN
        RAISE EXCEPTION 'document: % is no purpose', purpose USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN QUERY SELECT d.message_id, d.path, d.kind, d.pages, d.position, d.media_type FROM document d WHERE d.document_id = document;
    IF FOUND THEN
        PERFORM audit_write(purpose, 'document', document, person, CASE purpose WHEN 'disclose' THEN person END, note);
    END IF;
END
$$;
