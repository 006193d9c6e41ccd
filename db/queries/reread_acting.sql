-- Orders of other messages that were said to act on given orders, by their representatives: what they act on is judged
-- again. Columns as entry_candidates has them.
-- role: ccot_ingest
-- $1 bigint[]  orders   $2 bigint  message
WITH member AS (
     SELECT DISTINCT coalesce(a.representative_id, a.entry_id) AS entry_id
       FROM relation r JOIN entry a ON a.entry_id = r.entry_id
      WHERE r.earlier_entry_id = ANY($1::bigint[]) AND a.state <> 'rejected')
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
 WHERE e.message_id <> $2
 ORDER BY e.received_at, e.message_id, e.position
