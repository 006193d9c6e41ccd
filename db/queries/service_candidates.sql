-- The orders that statements may be about: representatives of groups that share a number or names with them, the latest first
-- where there are too many. Columns as entry_candidates has them, then the statement. What a person refused is left out.
-- role: ccot_ingest
-- $1 bigint[]  statements   $2 bigint  orders a statement at the most
WITH hit AS (
     SELECT s.service_id, h.head FROM unnest($1::bigint[]) AS s (service_id),
            LATERAL (SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS head
                       FROM service_key sk JOIN entry_key ek USING (key) JOIN entry e USING (entry_id)
                      WHERE sk.service_id = s.service_id AND sk.kind IN ('case', 'name', 'number', 'people') AND e.state <> 'rejected'
                        AND NOT EXISTS (SELECT FROM service_refusal r JOIN entry o ON o.entry_id = r.entry_id
                                         WHERE r.service_id = s.service_id
                                           AND coalesce(o.representative_id, o.entry_id) = coalesce(e.representative_id, e.entry_id))
                      ORDER BY head DESC LIMIT $2) h)
SELECT e.entry_id, e.message_id, (extract(epoch FROM e.received_at) * 1000000)::bigint, e.position, e.ordinal, m.sha256, m.rfc_message_id,
       m.body_sha256, d.sha256, e.order_type, e.action, e.draft, e.state, coalesce(e.representative_id, e.entry_id),
       (SELECT jsonb_object_agg(f.name, f.value) FROM field f
         WHERE f.entry_id = e.entry_id
           AND f.name IN ('court', 'case_number', 'case_reference', 'urn', 'protected_person', 'protected_people', 'respondent',
                          'respondent_dob', 'made_on', 'expires_on', 'expires_at', 'hearing_on', 'served_on', 'target_made_on',
                          'power_of_arrest_expires_on', 'respondent_aliases')),
       d.language, d.text_source = 'ocr', d.fingerprint, hit.service_id
  FROM hit
  JOIN entry e ON e.entry_id = hit.head AND e.state <> 'rejected'
  JOIN message m ON m.message_id = e.message_id
  JOIN document d ON d.document_id = e.document_id
 ORDER BY hit.service_id, e.received_at, e.message_id, e.position
