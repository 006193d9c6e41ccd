-- What register/ judges groups, differences and courses from, for the transaction of a decision.
CREATE OR REPLACE FUNCTION decision_members(which bigint[]) RETURNS TABLE (entry_id bigint, message_id bigint, received bigint, "position" integer,
    ordinal integer, message_sha256 text, rfc_message_id text, body_sha256 text, document_sha256 text, order_type text, action text,
    draft boolean, state text, head bigint, fields jsonb, language text, recognised boolean, fingerprint bytea, readable boolean,
    decisive bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT m.* FROM entry_member m WHERE m.entry_id = ANY (which) ORDER BY m.received, m.message_id, m.position;
END
$$;
CREATE OR REPLACE FUNCTION decision_verdicts(which bigint[]) RETURNS TABLE (entry_id bigint, other_entry_id bigint, confirmed boolean,
    evidence text) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT d.entry_id, d.other_entry_id, d.kind = 'duplicate', d.evidence FROM decision d
     WHERE d.entry_id = ANY (which) AND d.other_entry_id = ANY (which) AND d.kind IN ('duplicate', 'dismiss') AND d.undone_at IS NULL
     ORDER BY d.decision_id;
END
$$;
CREATE OR REPLACE FUNCTION decision_facts(which bigint[]) RETURNS TABLE (entry_id bigint, name text, value text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT v.entry_id, v.name, v.value FROM effective_field v WHERE v.entry_id = ANY (which) AND v.value IS NOT NULL;
END
$$;
CREATE OR REPLACE FUNCTION decision_course_facts(which bigint[]) RETURNS TABLE (entry_id bigint, action text, draft boolean, verified boolean,
    made_on text, expires_on text, expires_at text, end_raw text, duration_text text, hearing_on text, target_made_on text, served_on text,
    changes jsonb) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT c.* FROM entry_course_fact c WHERE c.entry_id = ANY (which) ORDER BY c.entry_id;
END
$$;
