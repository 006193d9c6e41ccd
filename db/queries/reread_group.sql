-- The entries that lie in one group with those of a message, without these. Columns as entry_candidates has them.
-- role: ccot_ingest
-- $1 bigint  message
WITH hit AS (SELECT DISTINCT coalesce(representative_id, entry_id) AS head FROM entry WHERE message_id = $1),
member AS (
     SELECT head AS entry_id FROM hit
     UNION
     SELECT copy.entry_id FROM hit JOIN entry copy ON copy.representative_id = hit.head)
SELECT e.entry_id, e.message_id, (extract(epoch FROM e.received_at) * 1000000)::bigint, e.position, e.ordinal, m.sha256, m.rfc_message_id,
       m.body_sha256, d.sha256, e.order_type, e.action, e.draft, e.state, coalesce(e.representative_id, e.entry_id),
       (SELECT jsonb_object_agg(f.name, f.value) FROM field f
         WHERE f.entry_id = e.entry_id
           AND f.name IN ('court', 'case_number', 'case_reference', 'urn', 'protected_person', 'protected_people', 'respondent',
                          'respondent_dob', 'made_on', 'expires_on', 'expires_at', 'hearing_on', 'served_on', 'target_made_on',
                          'power_of_arrest_expires_on', 'respondent_aliases')),
       d.language, d.text_source = 'ocr', d.fingerprint
  FROM member
  JOIN entry e USING (entry_id)
  JOIN message m ON m.message_id = e.message_id
  JOIN document d ON d.document_id = e.document_id
 WHERE e.message_id <> $1
 ORDER BY e.received_at, e.message_id, e.position
