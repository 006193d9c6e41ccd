-- For queue_mail alone: the orders that a statement of service without one may be about, the latest first, as far as they are open to the person: those
-- that share a number or names with it and were not refused, as the daemon looks for them. Nothing of them is an address.
CREATE OR REPLACE FUNCTION queue_service_fits(of_service bigint, shut bigint[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (
    SELECT jsonb_agg(jsonb_build_object('entry_id', e.entry_id, 'row_version', e.row_version, 'order_type', e.order_type, 'action', e.action, 'state', e.state,
                                        'respondent', f.fields ->> 'respondent',
                                        'protected', coalesce((f.fields ->> 'protected_people')::jsonb, CASE WHEN f.fields ? 'protected_person'
                                                                                                             THEN jsonb_build_array(f.fields ->> 'protected_person') END),
                                        'made_on', f.fields ->> 'made_on',
                                        'number', coalesce(f.fields ->> 'case_number', f.fields ->> 'case_reference', f.fields ->> 'urn')) ORDER BY e.entry_id DESC)
      FROM (SELECT DISTINCT coalesce(x.representative_id, x.entry_id) AS head
              FROM service_key sk JOIN entry_key ek ON ek.key = sk.key JOIN entry x ON x.entry_id = ek.entry_id AND x.state <> 'rejected'
             WHERE sk.service_id = of_service AND sk.kind IN ('case', 'name', 'number', 'people') ORDER BY 1 DESC LIMIT 12) h
      JOIN entry e ON e.entry_id = h.head AND e.entry_id <> ALL (shut) AND NOT e.draft
       AND NOT EXISTS (SELECT FROM service_refusal r JOIN entry o ON o.entry_id = r.entry_id
                        WHERE r.service_id = of_service AND coalesce(o.representative_id, o.entry_id) = e.entry_id)
     CROSS JOIN LATERAL (SELECT coalesce(jsonb_object_agg(v.name, v.value), '{}') AS fields FROM effective_field v
                          WHERE v.entry_id = e.entry_id AND v.value IS NOT NULL
                            AND v.name IN ('respondent', 'protected_person', 'protected_people', 'made_on', 'case_number', 'case_reference', 'urn')) f);
END
$$;

-- One mail as it came, for the page on which it gets its outcome; null when there is no such mail; of one that is
-- closed to the person only by which entry it is (closed). Writes a consult row. Mails of its sender
-- are looked at in the order of the index, and counted up to a hundred, as in message_sender.
CREATE OR REPLACE FUNCTION queue_mail(person text, which bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp SET enable_sort = off AS $$
DECLARE
    answer jsonb;
    shut bigint[] := ARRAY(SELECT restriction_mails(person));
BEGIN
    IF which = ANY (shut) THEN
        PERFORM audit_write('consult', 'message', which, person, NULL, 'refused, restricted');
        RETURN (SELECT jsonb_build_object('entry_id', x.entry_id, 'closed', restriction_state(person, x.entry_id))
                  FROM (SELECT e.entry_id FROM entry e WHERE e.message_id = which
                        UNION SELECT s.entry_id FROM service s WHERE s.message_id = which
                        UNION SELECT ek.entry_id FROM service s JOIN service_key sk ON sk.service_id = s.service_id JOIN entry_key ek ON ek.key = sk.key
                               WHERE s.message_id = which AND s.entry_id IS NULL AND sk.kind IN ('case', 'number', 'people')
                        UNION SELECT m.joined_entry_id FROM message m WHERE m.message_id = which) x
                 WHERE x.entry_id IN (SELECT restriction_shut(person)) ORDER BY x.entry_id LIMIT 1);
    END IF;
    SELECT jsonb_build_object(
           'message_id', m.message_id, 'mailbox', m.mailbox, 'folder', m.folder, 'junk', m.junk, 'subject', m.subject, 'from_name', m.from_name,
           'from_address', m.from_address, 'received_at', m.received_at, 'state', m.state, 'failure', m.failure, 'automatic', m.automatic,
           'row_version', m.row_version, 'joined_entry_id', m.joined_entry_id, 'passed_to', m.passed_to, 'passed_at', m.passed_at,
           'receipt', m.receipt, 'has_octets', EXISTS (SELECT FROM message_raw r WHERE r.message_id = which),
           'supervisor', queue_is_supervisor(person), 'outcome', m.outcome, 'outcome_words', m.outcome_words, 'handled_by', m.handled_by, 'handled_at', m.handled_at,
           'held_by', CASE WHEN m.held_until > now() THEN m.held_by END, 'held_until', m.held_until,
           'own', coalesce(m.held_until > now() AND m.held_by = person, false),
           'first_mail_at', (SELECT min(x.received_at) FROM message x WHERE lower(x.from_address) = lower(m.from_address)),
           'mails_of_sender', (SELECT count(*) FROM (SELECT FROM message x WHERE lower(x.from_address) = lower(m.from_address)
                                                          ORDER BY x.received_at LIMIT 100) n),
           'reply', reply_of(which),
           'typed', (SELECT jsonb_build_object('words', t.words, 'typed_at', t.typed_at) FROM typed_mail t
                      WHERE t.message_id = which AND t.person = queue_mail.person AND t.typed_at > now() - interval '7 days'),
           'links', (SELECT coalesce(jsonb_agg(jsonb_build_object('message_id', l.earlier_message_id, 'state', l.state)), '[]')
                       FROM message_link l WHERE l.message_id = which),
           'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                                'document_id', d.document_id, 'filename', d.filename, 'kind', d.kind, 'problem', d.problem, 'pages', d.pages, 'path', d.path,
                                'open', document_is_open(d), 'shut', document_is_shut(person, d.document_id, d.kind), 'outcome', d.outcome,
                                'outcome_words', d.outcome_words, 'outcome_entry_id', d.outcome_entry_id, 'decided_by', d.decided_by, 'decided_at', d.decided_at,
                                'own', d.decided_by = person,
                                'services', (SELECT count(*) FROM service s WHERE s.document_id = d.document_id),
                                'page_numbers', (SELECT jsonb_agg(p) FROM generate_series(1, least(d.pages, 40)) p),
                                'entries', (SELECT jsonb_agg(e.entry_id ORDER BY e.entry_id) FROM entry e WHERE e.document_id = d.document_id))
                                ORDER BY d.position), '[]') FROM document d WHERE d.message_id = which),
           'entries', (SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', e.entry_id, 'order_type', e.order_type, 'action', e.action,
                                                                    'state', e.state) ORDER BY e.position), '[]')
                         FROM entry e WHERE e.message_id = which),
           'passwords', (SELECT CASE WHEN count(*) > 0 THEN jsonb_build_object('tried', count(*), 'given_at', max(p.given_at), 'given_by', (array_agg(p.given_by ORDER BY p.given_at DESC))[1]) END
                           FROM message_password p WHERE p.message_id = which),
           'services', (SELECT coalesce(jsonb_agg(jsonb_build_object('service_id', s.service_id, 'outcome', s.outcome, 'served_on', s.served_on, 'served_at', s.served_at,
                                                                     'served_by', s.served_by, 'method', s.method, 'entry_id', s.entry_id, 'state', s.state, 'warning', s.warning,
                                                                     'fits', CASE WHEN s.entry_id IS NULL THEN queue_service_fits(s.service_id, ARRAY(SELECT restriction_shut(person))) END) ORDER BY p.position), '[]')
                          FROM v_service s JOIN service p USING (service_id, message_id, document_id) WHERE s.message_id = which),
           'alerts', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                             'alert_id', a.alert_id, 'kind', a.kind, 'text', a.text, 'raised_at', a.raised_at, 'taken_by', a.taken_by,
                             'taken_at', a.taken_at, 'handled_by', a.handled_by, 'handled_at', a.handled_at, 'outcome', a.outcome,
                             'incident', a.incident, 'words', a.words) ORDER BY a.alert_id), '[]') FROM alert a WHERE a.message_id = which),
           -- what its sender takes back, as far as that can be told: it is shut until somebody has decided on this
           'means', (SELECT jsonb_agg(jsonb_build_object('message_id', x.message_id, 'subject', x.subject, 'received_at', x.received_at,
                                                         'entries', (SELECT jsonb_agg(e.entry_id ORDER BY e.entry_id) FROM entry e WHERE e.message_id = x.message_id))
                                      ORDER BY x.received_at DESC)
                       FROM message x
                      WHERE EXISTS (SELECT FROM alert a WHERE a.message_id = which AND a.kind = 'retraction' AND a.handled_at IS NULL)
                        AND x.message_id IN (SELECT message_means(which)) AND x.message_id <> ALL (shut)),
           'others', (SELECT coalesce(jsonb_agg(to_jsonb(o) ORDER BY o.received_at DESC), '[]')
                        FROM (SELECT x.message_id, x.subject, x.received_at,
                                     (SELECT jsonb_agg(e.entry_id ORDER BY e.entry_id) FROM entry e WHERE e.message_id = x.message_id) AS entries
                                FROM message x WHERE lower(x.from_address) = lower(m.from_address) AND x.message_id <> which AND x.message_id <> ALL (shut)
                               ORDER BY x.received_at DESC LIMIT 10) o))
      INTO answer
      FROM message m WHERE m.message_id = which;
    IF answer IS NOT NULL THEN
        PERFORM audit_write('consult', 'message', which, person, NULL, NULL);
    END IF;
    RETURN answer;
END
$$;
