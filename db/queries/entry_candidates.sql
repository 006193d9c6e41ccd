-- All entries that may be copies of new ones, with the whole groups they belong to. Fields as JSON by name.
-- role: ccot_ingest
-- $1 bigint[]  keys of the new entries that stand for a file, a message or a whole order
WITH hit AS (
     SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS head
       FROM entry_key k JOIN entry e ON e.entry_id = k.entry_id
      WHERE k.key = ANY($1::bigint[])),
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
                          'power_of_arrest_expires_on'))
  FROM member
  JOIN entry e USING (entry_id)
  JOIN message m ON m.message_id = e.message_id
  JOIN document d ON d.document_id = e.document_id
 ORDER BY e.received_at, e.message_id, e.position
