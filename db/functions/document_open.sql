-- Whether a paper still wants a person's word, and whether a mail has such papers: what migration 0023 began with. Asked by every mail that is
-- written, and PL/pgSQL keeps its plans for the session.
CREATE OR REPLACE FUNCTION document_is_open(of_document document) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    IF of_document.outcome IS NOT NULL THEN
        RETURN false;
    END IF;
    RETURN (of_document.problem IS NOT NULL OR of_document.kind IN ('order', 'power_of_arrest', 'undertaking', 'statement_of_service',
                                                                    'secure_mail_notice', 'unreadable'))
           AND NOT EXISTS (SELECT FROM entry e WHERE e.document_id = of_document.document_id)
           AND NOT EXISTS (SELECT FROM service s WHERE s.document_id = of_document.document_id)
        OR EXISTS (SELECT FROM service s WHERE s.document_id = of_document.document_id AND (s.entry_id IS NULL OR s.state = 'proposed'));
END
$$;
CREATE OR REPLACE FUNCTION message_has_open_document(which bigint) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM document d WHERE d.message_id = which AND document_is_open(d));
END
$$;
