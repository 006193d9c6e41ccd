-- Addresses are null for roles that may not see them, and every field of an order that is closed to whoever looks. Every scalar field of an order as a column of its own (a test compares the columns with the table of fields), and the
-- two open lists of names as arrays.
CREATE VIEW v_entry AS
SELECT e.entry_id, e.message_id, e.document_id, e.order_type, e.action, e.draft, e.state, e.priority, e.claimed_by,
       e.claimed_until, e.verified_by, e.verified_at, e.row_version, e.received_at, e.queued_at, e.retention_review_on,
       e.legal_hold, c.ends_at, c.status, c.reason AS status_reason, e.representative_id, e.comparison_note, f.*
  FROM entry e
 CROSS JOIN (SELECT sees_closed() AS closed) sees
  LEFT JOIN LATERAL (SELECT o.ends_at, o.status, o.reason FROM entry_course o
                      WHERE o.entry_id = e.entry_id AND o.begins_at <= now() ORDER BY o.begins_at DESC LIMIT 1) c ON true
 CROSS JOIN LATERAL (
       SELECT max(value) FILTER (WHERE name = 'court') AS court,
              max(value) FILTER (WHERE name = 'case_number') AS case_number,
              max(value) FILTER (WHERE name = 'case_reference') AS case_reference,
              max(value) FILTER (WHERE name = 'urn') AS urn,
              max(value) FILTER (WHERE name = 'protected_person') AS protected_person,
              max(value) FILTER (WHERE name = 'respondent') AS respondent,
              (max(value) FILTER (WHERE name = 'respondent_dob'))::date AS respondent_dob,
              max(value) FILTER (WHERE name = 'respondent_address' AND sees.closed) AS respondent_address,
              (max(value) FILTER (WHERE name = 'made_on'))::date AS made_on,
              max(value) FILTER (WHERE name = 'expires_on') AS expires_on,
              max(value) FILTER (WHERE name = 'expires_at') AS expires_at,
              max(value) FILTER (WHERE name = 'duration_text') AS duration_text,
              (max(value) FILTER (WHERE name = 'served_on'))::date AS served_on,
              max(value) FILTER (WHERE name = 'served_at') AS served_at,
              max(value) FILTER (WHERE name = 'served_by') AS served_by,
              max(value) FILTER (WHERE name = 'served_method') AS served_method,
              max(value) FILTER (WHERE name = 'served_place' AND sees.closed) AS served_place,
              max(value) FILTER (WHERE name = 'judge') AS judge,
              (max(value) FILTER (WHERE name = 'without_notice'))::boolean AS without_notice,
              (max(value) FILTER (WHERE name = 'power_of_arrest'))::boolean AS power_of_arrest,
              (max(value) FILTER (WHERE name = 'power_of_arrest_expires_on'))::date AS power_of_arrest_expires_on,
              (max(value) FILTER (WHERE name = 'hearing_on'))::date AS hearing_on,
              (max(value) FILTER (WHERE name = 'target_made_on'))::date AS target_made_on,
              ARRAY(SELECT jsonb_array_elements_text((max(value) FILTER (WHERE name = 'protected_people'))::jsonb)) AS protected_people,
              ARRAY(SELECT jsonb_array_elements_text((max(value) FILTER (WHERE name = 'respondent_aliases'))::jsonb))
              AS respondent_aliases
         FROM effective_field v WHERE v.entry_id = e.entry_id AND e.entry_id NOT IN (SELECT restriction_entries_here())) f;
