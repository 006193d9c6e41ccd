-- The orders of a message as the register holds them, with the path of their document and whether a person has had a hand in
-- them. Columns as entry_candidates has them, then these two.
-- role: ccot_ingest ccot_admin
-- $1 bigint  message
SELECT e.entry_id, e.message_id, (extract(epoch FROM e.received_at) * 1000000)::bigint, e.position, e.ordinal, m.sha256, m.rfc_message_id,
       m.body_sha256, d.sha256, e.order_type, e.action, e.draft, e.state, coalesce(e.representative_id, e.entry_id),
       (SELECT jsonb_object_agg(f.name, f.value) FROM field f
         WHERE f.entry_id = e.entry_id
           AND f.name IN ('court', 'case_number', 'case_reference', 'urn', 'protected_person', 'protected_people', 'respondent',
                          'respondent_dob', 'made_on', 'expires_on', 'expires_at', 'hearing_on', 'served_on', 'target_made_on',
                          'power_of_arrest_expires_on', 'respondent_aliases')),
       d.language, d.text_source = 'ocr', d.fingerprint, d.path, entry_is_touched(e.entry_id)
  FROM entry e
  JOIN message m ON m.message_id = e.message_id
  JOIN document d ON d.document_id = e.document_id
 WHERE e.message_id = $1
 ORDER BY e.position
