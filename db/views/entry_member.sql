-- For this schema's own use: an entry as pairs and groups are judged from it. Fields as JSON by name.
CREATE VIEW entry_member AS
SELECT e.entry_id, e.message_id, (extract(epoch FROM e.received_at) * 1000000)::bigint AS received, e.position, e.ordinal,
       m.sha256 AS message_sha256, m.rfc_message_id, m.body_sha256, d.sha256 AS document_sha256, e.order_type, e.action, e.draft, e.state,
       coalesce(e.representative_id, e.entry_id) AS head, f.fields, d.language, d.text_source = 'ocr' AS recognised, d.fingerprint,
       d.problem IS NULL AS readable, f.decisive
  FROM entry e
  JOIN message m ON m.message_id = e.message_id
  JOIN document d ON d.document_id = e.document_id
 CROSS JOIN LATERAL (
       SELECT jsonb_object_agg(s.name, s.value) FILTER (
                  WHERE s.value IS NOT NULL
                    AND s.name IN ('court', 'case_number', 'case_reference', 'urn', 'protected_person', 'protected_people', 'respondent',
                                   'respondent_dob', 'made_on', 'expires_on', 'expires_at', 'hearing_on', 'served_on', 'target_made_on',
                                   'power_of_arrest_expires_on', 'respondent_aliases')) AS fields,
              count(*) FILTER (
                  WHERE s.value IS NOT NULL
                    AND s.name IN ('respondent', 'respondent_dob', 'protected_person', 'made_on', 'expires_on', 'served_on', 'prohibitions'))
              AS decisive
         FROM stated_field s WHERE s.entry_id = e.entry_id) f;
