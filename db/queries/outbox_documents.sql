-- The documents of a message for its acknowledgement: never a name, never a word of them. An earlier mail of the same address that
-- held the same paper: the first of them. Instants are Unix microseconds.
-- role: ccot_ingest
-- $1 bigint  message
SELECT d.path, d.filename IS NOT NULL AS named, d.media_type, d.size, d.sha256, d.kind, d.problem, d.pages,
       EXISTS (SELECT FROM entry e WHERE e.document_id = d.document_id AND e.draft) AS draft, f.message_id AS earlier_message_id,
       (extract(epoch FROM f.received_at) * 1000000)::bigint AS earlier_received_at
  FROM document d JOIN message m ON m.message_id = d.message_id
  LEFT JOIN LATERAL (
       SELECT b.message_id, b.received_at
         FROM document c JOIN message b ON b.message_id = c.message_id
        WHERE d.kind IN ('order', 'statement_of_service', 'power_of_arrest') AND d.size > 0 AND c.sha256 = d.sha256
          AND lower(b.from_address) = lower(m.from_address) AND (b.received_at, b.message_id) < (m.received_at, m.message_id)
        ORDER BY b.received_at, b.message_id LIMIT 1) f ON true
 WHERE d.message_id = $1
 ORDER BY d.position
