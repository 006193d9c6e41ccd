-- Representatives of groups that may belong beside an order: they share a number, or the sounds of names with another name, a
-- date of birth or the day. The latest first where there are too many. Columns as entry_candidates has them.
-- role: ccot_ingest
-- $1 bigint[]  keys of the order
-- $2 bigint    representatives at the most
WITH hit AS (
     SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS head
       FROM entry_key k JOIN entry e ON e.entry_id = k.entry_id
      WHERE k.key = ANY($1::bigint[])
      ORDER BY head DESC LIMIT $2)
SELECT e.entry_id, e.message_id, (extract(epoch FROM e.received_at) * 1000000)::bigint, e.position, e.ordinal, m.sha256, m.rfc_message_id,
       m.body_sha256, d.sha256, e.order_type, e.action, e.draft, e.state, coalesce(e.representative_id, e.entry_id),
       (SELECT jsonb_object_agg(f.name, f.value) FROM field f
         WHERE f.entry_id = e.entry_id
           AND f.name IN ('court', 'case_number', 'case_reference', 'urn', 'protected_person', 'protected_people', 'respondent',
                          'respondent_dob', 'made_on', 'expires_on', 'expires_at', 'hearing_on', 'served_on', 'target_made_on',
                          'power_of_arrest_expires_on', 'respondent_aliases')),
       d.language, d.text_source = 'ocr', d.fingerprint
  FROM hit
  JOIN entry e ON e.entry_id = hit.head AND e.state <> 'rejected'
  JOIN message m ON m.message_id = e.message_id
  JOIN document d ON d.document_id = e.document_id
 ORDER BY e.received_at, e.message_id, e.position
