-- The statements that may find their order, or find another: those of this message that found none in it, and older ones
-- that its orders may concern. What a person has joined stays. Fields as JSON by name.
-- role: ccot_ingest
-- $1 bigint  message   $2 bigint  older ones at the most; the latest first
WITH concerned AS (
     SELECT service_id FROM service WHERE message_id = $1
     UNION
     (SELECT service_id FROM (
             SELECT k.service_id FROM entry e JOIN entry_key ek USING (entry_id) JOIN service_key k USING (key)
              WHERE e.message_id = $1 AND ek.kind NOT IN ('file', 'text', 'message', 'band')
             UNION
             SELECT s.service_id FROM entry e JOIN service s ON s.entry_id = e.entry_id WHERE e.message_id = $1) older
       ORDER BY service_id DESC LIMIT $2))
SELECT s.service_id, s.entry_id, s.joined, s.state, s.warning, s.order_type,
       (SELECT jsonb_object_agg(f.key, f.value -> 'value') FROM jsonb_each(s.fields) f), d.text_source = 'ocr'
  FROM concerned JOIN service s USING (service_id) JOIN document d USING (document_id)
 WHERE s.joined IS NULL OR s.joined IN ('number', 'names')
 ORDER BY s.service_id
