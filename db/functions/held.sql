-- Everything that is held about a person, for an access request: a supervisor looks at what a search finds, leaves out whom it does not mean, and
-- takes the rest away.

-- Supervisors, with a reason.
CREATE OR REPLACE FUNCTION held_refusal(person text, why text) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN CASE WHEN NOT queue_is_supervisor(person) THEN 'role' WHEN coalesce(btrim(why), '') = '' THEN 'reason' END;
END
$$;

-- The mails of these entries and of their copies, and these mails.
CREATE OR REPLACE FUNCTION held_mails(entries bigint[], mails bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT e.message_id FROM unnest(entries) w JOIN entry e ON e.entry_id IN (SELECT keeping_group(w))
    UNION SELECT s.message_id FROM unnest(entries) w JOIN service s ON s.entry_id IN (SELECT keeping_group(w))
    UNION SELECT m.message_id FROM unnest(mails) w JOIN message m ON m.message_id = w;
END
$$;

-- What is found: entries as a search tells them, mails with their papers, how many rows of the audit speak of them. What is
-- closed to the supervisor is left out, and told by its number alone (restricted). Null for who may not.
CREATE OR REPLACE FUNCTION held_find(person text, typed text, why text, entries bigint[], mails bigint[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    closed bigint[] := ARRAY(SELECT w FROM unnest(entries) w WHERE w IN (SELECT restriction_shut(person)));
BEGIN
    IF held_refusal(person, why) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    entries := ARRAY(SELECT w FROM unnest(entries) WITH ORDINALITY x (w, o) WHERE w <> ALL (closed) ORDER BY o);
    INSERT INTO audit (actor, operation, subject, reason, words, shown)
    VALUES (session_user || ':' || person, 'consult', 'held', why, typed, jsonb_build_object('entries', to_jsonb(entries), 'mails', to_jsonb(mails)));
    RETURN jsonb_build_object(
        'restricted', to_jsonb(closed),
        'entries', (SELECT coalesce(jsonb_agg(search_entry_told(w.entry_id, now()) ORDER BY w.place), '[]') FROM unnest(entries) WITH ORDINALITY w (entry_id, place)),
        'mails', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                         'message_id', m.message_id, 'received_at', m.received_at, 'from_address', m.from_address, 'subject', m.subject, 'state', m.state,
                         'with_order', m.message_id IN (SELECT held_mails(entries, '{}')),
                         'has_octets', EXISTS (SELECT FROM message_raw r WHERE r.message_id = m.message_id),
                         'entries', (SELECT coalesce(jsonb_agg(e.entry_id ORDER BY e.entry_id), '[]') FROM entry e WHERE e.message_id = m.message_id),
                         'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object('document_id', d.document_id, 'kind', d.kind, 'problem', d.problem) ORDER BY d.position), '[]')
                                         FROM document d WHERE d.message_id = m.message_id)) ORDER BY m.received_at DESC, m.message_id DESC), '[]')
                    FROM message m WHERE m.message_id IN (SELECT held_mails(entries, mails)) AND m.message_id NOT IN (SELECT restriction_mails(person))),
        'audit_rows', (SELECT count(*) FROM audit_about(entries, ARRAY(SELECT held_mails(entries, mails)))));
END
$$;

-- One entry with everything that hangs on it.
CREATE OR REPLACE FUNCTION held_entry(which bigint) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT to_jsonb(e) || jsonb_build_object(
        'fields', (SELECT coalesce(jsonb_agg(to_jsonb(f) - 'entry_id' - 'box' ORDER BY f.name), '[]') FROM v_field f WHERE f.entry_id = which),
        'services', (SELECT coalesce(jsonb_agg(to_jsonb(s) - 'entry_id' ORDER BY s.service_id), '[]') FROM v_service s WHERE s.entry_id = which),
        'relations', (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM v_relation r WHERE r.entry_id = which),
        'decisions', (SELECT coalesce(jsonb_agg(to_jsonb(d) - 'entry_id' ORDER BY d.decision_id), '[]') FROM v_decision d WHERE d.entry_id = which),
        'entered', (SELECT coalesce(jsonb_agg(to_jsonb(n) - 'entry_id' ORDER BY n.entered_id), '[]') FROM entered n WHERE n.entry_id = which),
        'notes', keeping_told(which)) FROM v_entry e WHERE e.entry_id = which);
END
$$;

-- All of it, with the rows of the audit, for somebody; null for who may not, or without a recipient. number: of this row of the audit.
CREATE OR REPLACE FUNCTION held_take(person text, receiver text, typed text, why text, entries bigint[], mails bigint[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    closed bigint[] := ARRAY(SELECT w FROM unnest(entries) w WHERE w IN (SELECT restriction_shut(person)));
    all_mails bigint[] := ARRAY(SELECT held_mails(entries, mails) EXCEPT SELECT restriction_mails(person));
    told jsonb;
    number bigint;
BEGIN
    IF held_refusal(person, why) IS NOT NULL OR coalesce(btrim(receiver), '') = '' THEN
        RETURN NULL;
    END IF;
    entries := ARRAY(SELECT w FROM unnest(entries) WITH ORDINALITY x (w, o) WHERE w <> ALL (closed) ORDER BY o);
    told := jsonb_build_object('restricted', cardinality(closed),
        'entries', (SELECT coalesce(jsonb_agg(held_entry(g) ORDER BY g), '[]') FROM (SELECT DISTINCT keeping_group(w) AS g FROM unnest(entries) w) x),
        'mails', (SELECT coalesce(jsonb_agg(to_jsonb(m) || jsonb_build_object(
                         'documents', (SELECT coalesce(jsonb_agg(to_jsonb(d) - 'message_id' ORDER BY d.document_id), '[]') FROM v_document d WHERE d.message_id = m.message_id),
                         'alerts', (SELECT coalesce(jsonb_agg(to_jsonb(a) - 'message_id'), '[]') FROM v_alert a WHERE a.message_id = m.message_id),
                         'answers', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', o.kind, 'status', o.status, 'sent_at', o.sent_at) ORDER BY o.outbox_id), '[]')
                                       FROM outbox o WHERE o.message_id = m.message_id)) ORDER BY m.message_id), '[]')
                    FROM v_message m WHERE m.message_id = ANY (all_mails)),
        'audit', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'actor', a.actor, 'operation', a.operation, 'subject', a.subject, 'subject_id', a.subject_id,
                                                               'recipient', a.recipient, 'reason', a.reason, 'words', a.words) ORDER BY a.audit_id), '[]')
                    FROM audit a WHERE a.audit_id IN (SELECT audit_about(entries, all_mails))));
    INSERT INTO audit (actor, operation, subject, recipient, reason, words, shown)
    VALUES (session_user || ':' || person, 'disclose', 'held', btrim(receiver), why, typed, jsonb_build_object('entries', to_jsonb(entries), 'mails', to_jsonb(all_mails)))
    RETURNING audit_id INTO number;
    RETURN told || jsonb_build_object('number', number, 'asked', typed, 'at', now());
END
$$;

-- That a mail's octets are taken away; false for who may not, and for a mail whose octets are not held.
CREATE OR REPLACE FUNCTION held_mail(person text, why text, which bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF held_refusal(person, why) IS NOT NULL OR NOT EXISTS (SELECT FROM message_raw r WHERE r.message_id = which)
       OR which IN (SELECT restriction_mails(person)) THEN
        RETURN false;
    END IF;
    PERFORM audit_write('disclose', 'message', which, person, person, 'original: ' || why);
    RETURN true;
END
$$;
