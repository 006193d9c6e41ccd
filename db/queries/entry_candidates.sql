-- All entries that may be copies of new ones or belong beside them, with the whole groups they are in. Fields as JSON by name.
-- role: ccot_ingest
-- $1 bigint[]  keys of the new entries that stand for a file, a message or a whole order
-- $2 bigint[]  keys of the new entries that find what may belong beside them
-- $3 bigint    groups at the most that are found by the latter alone; the latest first
WITH near AS (
     SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS head
       FROM entry_key k JOIN entry e ON e.entry_id = k.entry_id
      WHERE k.key = ANY($2::bigint[]) AND e.state <> 'rejected'
      ORDER BY head DESC LIMIT $3),
hit AS (
     SELECT coalesce(e.representative_id, e.entry_id) AS head
       FROM entry_key k JOIN entry e ON e.entry_id = k.entry_id
      WHERE k.key = ANY($1::bigint[])
     UNION
     SELECT head FROM near),
member AS (
     SELECT head AS entry_id FROM hit
     UNION ALL
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
 ORDER BY e.received_at, e.message_id, e.position
