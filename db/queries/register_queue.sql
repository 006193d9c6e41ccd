-- What waits for a person, most pressing first: open alerts, changes to an order, served orders, orders without notice,
-- then age; the backlog behind everything of today. A copy says what it adds to its order and what it contradicts.
-- role: ccot_admin
-- $1 bigint  rows at the most
WITH item AS (
    SELECT e.entry_id, e.message_id, e.order_type, e.action, e.draft, e.respondent, e.respondent_dob, e.protected_person,
           e.court, coalesce(e.case_number, e.case_reference, e.urn) AS number, e.expires_on, e.served_on, e.without_notice,
           e.received_at, d.problem, NULL::text AS failure,
           (SELECT min(u.earlier_entry_id) FROM v_duplicate u
             WHERE u.entry_id = e.entry_id AND u.decided IS DISTINCT FROM 'dismissed' AND u.level <> 'possible') AS copy_of,
           EXISTS (SELECT FROM v_duplicate u
                    WHERE u.entry_id = e.entry_id AND u.decided IS DISTINCT FROM 'dismissed' AND u.level = 'possible') AS possibly_copy,
           EXISTS (SELECT FROM v_difference n WHERE n.entry_id = e.entry_id AND n.settled_at IS NULL) AS differs
      FROM v_entry e JOIN v_document d USING (document_id)
     WHERE e.state = 'pending'
        OR e.entry_id IN (SELECT n.entry_id FROM v_difference n WHERE n.settled_at IS NULL)
    UNION ALL
    SELECT NULL, m.message_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, m.received_at,
           (SELECT min(d.problem) FROM v_document d WHERE d.message_id = m.message_id), m.failure, NULL, false, false
      FROM v_message m
     WHERE m.outcome IS NULL
       AND (m.state = 'failed'
            OR m.state = 'queued' AND NOT EXISTS (SELECT FROM v_entry e WHERE e.message_id = m.message_id))),
ranked AS (
    SELECT i.*, m.lane,
           (SELECT array_agg(DISTINCT a.kind) FROM v_alert a WHERE a.message_id = i.message_id AND a.handled_at IS NULL) AS alerts
      FROM item i JOIN message m USING (message_id)),
listed AS (
    SELECT r.*, CASE WHEN alerts && ARRAY['breach', 'danger'] THEN 'alert: ' || array_to_string(alerts, ', ')
                     WHEN failure IS NOT NULL THEN 'mail not readable'
                     WHEN differs THEN 'read again: differs from what was decided'
                     WHEN action = 'discharged' THEN 'discharges an order'
                     WHEN action IN ('varied', 'extended') THEN 'changes an order'
                     WHEN copy_of IS NOT NULL
                     THEN concat_ws(': ', 'copy of an earlier entry',
                                    (SELECT coalesce(nullif(concat_ws('; ', nullif(array_to_string(c.contradicts, '; '), ''),
                                                                      'adds: ' || nullif(array_to_string(c.adds, '; '), '')), ''), 'adds nothing')
                                       FROM v_copy c WHERE c.entry_id = r.entry_id ORDER BY c.earlier_entry_id LIMIT 1))
                     WHEN possibly_copy THEN 'possibly a copy: look'
                     WHEN entry_id IS NULL AND problem IS NOT NULL THEN 'attachment not readable'
                     WHEN entry_id IS NULL AND EXISTS (SELECT FROM v_service s WHERE s.message_id = r.message_id AND s.warning IS NOT NULL)
                     THEN 'statement of service: ' || (SELECT min(s.warning) FROM v_service s WHERE s.message_id = r.message_id)
                     WHEN entry_id IS NULL AND EXISTS (SELECT FROM v_service s WHERE s.message_id = r.message_id AND s.entry_id IS NULL)
                     THEN 'statement of service: its order is not held'
                     WHEN entry_id IS NULL AND EXISTS (SELECT FROM v_service s WHERE s.message_id = r.message_id AND s.state = 'proposed')
                     THEN 'statement of service: is it about the proposed order?'
                     WHEN entry_id IS NULL AND EXISTS (SELECT FROM v_message_link l WHERE l.message_id = r.message_id)
                     THEN (SELECT 'answers mail ' || min(l.earlier_message_id) || CASE WHEN bool_or(l.state = 'joined') THEN '' ELSE ', another sender' END
                             FROM v_message_link l WHERE l.message_id = r.message_id)
                     WHEN entry_id IS NULL THEN 'no order found'
                     WHEN served_on IS NOT NULL THEN 'served, not verified'
                     WHEN without_notice THEN 'made without notice'
                     ELSE 'waits' END AS why
      FROM ranked r
     ORDER BY lane, NOT coalesce(alerts && ARRAY['breach', 'danger'], false), failure IS NULL,
              coalesce(action, '') NOT IN ('discharged', 'varied', 'extended'), served_on IS NULL,
              NOT coalesce(without_notice, false), received_at, message_id, entry_id
     LIMIT $1)
SELECT coalesce(jsonb_agg(to_jsonb(listed)), '[]') FROM listed
