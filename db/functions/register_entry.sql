-- One entry with everything that belongs to it, after writing who looks at it; null when there is no such entry. person: papers that are shut
-- to everybody are open to who opened them. Of an entry that is closed to the person
-- only its numbers and how it is closed (closed). Planned once for a connection: planning it takes ten times as long as running it. The whole is
-- json, which is printed as it comes: as jsonb each part would be taken apart and put together again for every object that it stands in.
DROP FUNCTION IF EXISTS register_entry(text, bigint);
CREATE FUNCTION register_entry(person text, which bigint) RETURNS json
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF restriction_closes(person, which) THEN
        PERFORM audit_write('consult', 'entry', which, person, NULL, 'refused, restricted');
        RETURN to_json(t) FROM (SELECT e.*, restriction_state(person, which) AS closed FROM v_entry e WHERE e.entry_id = which) t;
    END IF;
    PERFORM audit_write('consult', 'entry', which, person, NULL, NULL);
    RETURN (
    SELECT to_json(t) FROM (
    SELECT e.*,
           (SELECT coalesce(json_object_agg(f.name, json_build_object(
                                 'value', f.value, 'raw', f.raw, 'page', f.page, 'box', f.box, 'confidence', f.confidence, 'decided', f.decided,
                                 'corrected_from', f.corrected_from, 'source_entry_id', f.source_entry_id)), '{}')
                        FROM v_field f WHERE f.entry_id = e.entry_id) AS fields,
           (SELECT to_json(d) FROM v_document d WHERE d.document_id = e.document_id) AS document,
           (SELECT to_json(m) FROM v_message m WHERE m.message_id = e.message_id) AS message,
           (SELECT coalesce(jsonb_agg(to_jsonb(d) || jsonb_build_object('shut', document_is_shut(person, d.document_id, d.kind))
                                              ORDER BY d.document_id), '[]') FROM v_document d
                       WHERE d.message_id = e.message_id) AS papers,
           (SELECT coalesce(json_agg(s ORDER BY s.service_id), '[]') FROM v_service s
                         WHERE s.entry_id = e.entry_id) AS services,
           (SELECT coalesce(json_agg(u ORDER BY u.entry_id, u.earlier_entry_id), '[]') FROM v_duplicate u
                           WHERE e.entry_id IN (u.entry_id, u.earlier_entry_id)) AS duplicates,
           (SELECT coalesce(json_agg(r ORDER BY r.entry_id, r.earlier_entry_id), '[]') FROM (
                           SELECT l.* FROM v_relation l WHERE l.entry_id = e.entry_id
                           UNION ALL
                           SELECT l.* FROM v_relation l WHERE l.earlier_entry_id = e.entry_id) r) AS relations,
           (SELECT coalesce(json_agg(l ORDER BY l.message_id, l.earlier_message_id), '[]') FROM v_message_link l
                      WHERE e.message_id IN (l.message_id, l.earlier_message_id)) AS links,
           (SELECT coalesce(jsonb_agg(to_jsonb(n) - 'entry_id' ORDER BY n.name), '[]') FROM v_difference n
                            WHERE n.entry_id = e.entry_id AND n.settled_at IS NULL) AS differences,
           (SELECT coalesce(json_agg(n ORDER BY n.decision_id DESC), '[]') FROM v_decision n
                          WHERE n.entry_id = e.entry_id) AS decisions,
           (SELECT coalesce(json_agg(c), '[]') FROM v_copy c WHERE e.entry_id IN (c.entry_id, c.earlier_entry_id)) AS copies,
           (SELECT coalesce(json_object_agg(s.entry_id, s.document_id), '{}') FROM entry s
                        WHERE s.entry_id IN (SELECT f.source_entry_id FROM fact f WHERE f.entry_id = e.entry_id)) AS sources,
           (SELECT coalesce(json_object_agg('e' || o.entry_id, json_build_object(
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
                                            UNION SELECT e.representative_id)) AS others,
           hard_copy_told(e.entry_id) AS hard_copy,
           CASE WHEN e.claimed_until > now() THEN e.claimed_by END AS holder,
           message_sender(e.message_id) AS sender,
           typed_of(person, e.entry_id) AS typed,
           keeping_told(e.entry_id) AS kept,
           (SELECT coalesce(json_agg(a), '[]') FROM v_alert a WHERE a.message_id = e.message_id) AS alerts
      FROM v_entry e
     WHERE e.entry_id = which) t);
END
$$;
