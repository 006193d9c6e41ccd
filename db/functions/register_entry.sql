-- One entry with everything that belongs to it, after writing who looks at it; null when there is no such entry. person: papers that are shut
-- to everybody are open to who opened them. Of an entry that is closed to the person
-- only its numbers and how it is closed (closed). Planned once for a connection: planning it takes ten times as long as running it.
CREATE OR REPLACE FUNCTION register_entry(person text, which bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF restriction_closes(person, which) THEN
        PERFORM audit_write('consult', 'entry', which, person, NULL, 'refused, restricted');
        RETURN to_jsonb(e) || jsonb_build_object('closed', restriction_state(person, which)) FROM v_entry e WHERE e.entry_id = which;
    END IF;
    PERFORM audit_write('consult', 'entry', which, person, NULL, NULL);
    RETURN (
    SELECT to_jsonb(e) || jsonb_build_object(
           'fields', (SELECT coalesce(jsonb_object_agg(f.name, to_jsonb(f) - 'entry_id' - 'name'), '{}') FROM v_field f
                       WHERE f.entry_id = e.entry_id),
           'document', (SELECT to_jsonb(d) FROM v_document d WHERE d.document_id = e.document_id),
           'message', (SELECT to_jsonb(m) FROM v_message m WHERE m.message_id = e.message_id),
           'papers', (SELECT coalesce(jsonb_agg(to_jsonb(d) || jsonb_build_object('shut', document_is_shut(person, d.document_id, d.kind))
                                              ORDER BY d.document_id), '[]') FROM v_document d
                       WHERE d.message_id = e.message_id),
           'services', (SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.service_id), '[]') FROM v_service s
                         WHERE s.entry_id = e.entry_id),
           'duplicates', (SELECT coalesce(jsonb_agg(to_jsonb(u) ORDER BY u.entry_id, u.earlier_entry_id), '[]') FROM v_duplicate u
                           WHERE e.entry_id IN (u.entry_id, u.earlier_entry_id)),
           'relations', (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r.entry_id, r.earlier_entry_id), '[]') FROM (
                           SELECT l.* FROM v_relation l WHERE l.entry_id = e.entry_id
                           UNION ALL
                           SELECT l.* FROM v_relation l WHERE l.earlier_entry_id = e.entry_id) r),
           'links', (SELECT coalesce(jsonb_agg(to_jsonb(l) ORDER BY l.message_id, l.earlier_message_id), '[]') FROM v_message_link l
                      WHERE e.message_id IN (l.message_id, l.earlier_message_id)),
           'differences', (SELECT coalesce(jsonb_agg(to_jsonb(n) - 'entry_id' ORDER BY n.name), '[]') FROM v_difference n
                            WHERE n.entry_id = e.entry_id AND n.settled_at IS NULL),
           'decisions', (SELECT coalesce(jsonb_agg(to_jsonb(n) ORDER BY n.decision_id DESC), '[]') FROM v_decision n
                          WHERE n.entry_id = e.entry_id),
           'copies', (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM v_copy c WHERE e.entry_id IN (c.entry_id, c.earlier_entry_id)),
           'sources', (SELECT coalesce(jsonb_object_agg(s.entry_id, s.document_id), '{}') FROM entry s
                        WHERE s.entry_id IN (SELECT f.source_entry_id FROM fact f WHERE f.entry_id = e.entry_id)),
           'others', (SELECT coalesce(jsonb_object_agg('e' || o.entry_id, jsonb_build_object(
                                 'entry_id', o.entry_id, 'state', o.state, 'draft', o.draft, 'order_type', o.order_type, 'action', o.action,
                                 'respondent', v.respondent, 'protected_person', v.protected_person, 'made_on', v.made_on,
                                 'expires_on', v.expires_on, 'received_at', o.received_at, 'row_version', o.row_version,
                                 'status', c.status, 'status_reason', c.reason, 'representative_id', o.representative_id,
                                 'sender', (SELECT m.from_address FROM message m WHERE m.message_id = o.message_id AND o.entry_id NOT IN (SELECT restriction_shut(person))))), '{}')
                        FROM entry o
                        LEFT JOIN LATERAL (SELECT n.status, n.reason FROM entry_course n
                                            WHERE n.entry_id = o.entry_id AND n.begins_at <= now() ORDER BY n.begins_at DESC LIMIT 1) c ON true
                       CROSS JOIN LATERAL (
                             SELECT max(x.value) FILTER (WHERE x.name = 'respondent') AS respondent,
                                    max(x.value) FILTER (WHERE x.name = 'protected_person') AS protected_person,
                                    max(x.value) FILTER (WHERE x.name = 'made_on') AS made_on, max(x.value) FILTER (WHERE x.name = 'expires_on') AS expires_on
                               FROM effective_field x
                              WHERE x.entry_id = o.entry_id AND o.entry_id NOT IN (SELECT restriction_shut(person)) AND x.name IN ('respondent', 'protected_person', 'made_on', 'expires_on')) v
                       WHERE o.entry_id IN (SELECT u.earlier_entry_id FROM duplicate u WHERE u.entry_id = e.entry_id
                                            UNION SELECT u.entry_id FROM duplicate u WHERE u.earlier_entry_id = e.entry_id
                                            UNION SELECT r.earlier_entry_id FROM v_relation r WHERE r.entry_id = e.entry_id
                                            UNION SELECT r.entry_id FROM v_relation r WHERE r.earlier_entry_id = e.entry_id
                                            UNION SELECT e.representative_id)),
           'hard_copy', hard_copy_told(e.entry_id),
           'holder', CASE WHEN e.claimed_until > now() THEN e.claimed_by END,
           'sender', message_sender(e.message_id),
           'typed', typed_of(person, e.entry_id),
           'kept', keeping_told(e.entry_id),
           'alerts', (SELECT coalesce(jsonb_agg(to_jsonb(a)), '[]') FROM v_alert a WHERE a.message_id = e.message_id))
      FROM v_entry e
     WHERE e.entry_id = which);
END
$$;
