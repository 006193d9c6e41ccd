-- The sender's address is null for roles that may not see addresses. repeats_message_id: the first message with the same octets, or with the same Message-ID and the same body octets. It is
-- looked up when it is read, so that it doesn't depend on which of two copies was written first.
CREATE VIEW v_message AS
SELECT m.message_id, m.mailbox, m.folder, m.uidvalidity, m.uid, m.rfc_message_id,
       CASE WHEN m.message_id NOT IN (SELECT restriction_mails_here()) THEN m.subject END AS subject,
       CASE WHEN sees.closed AND m.message_id NOT IN (SELECT restriction_mails_here()) THEN m.from_address END AS from_address,
       m.received_at,
       m.sha256, m.state, m.failure, m.attempts, m.parser_version, r.message_id AS repeats_message_id, m.outcome, m.handled_by,
       m.handled_at
  FROM message m
 CROSS JOIN (SELECT sees_closed() AS closed) sees
  LEFT JOIN LATERAL (
       SELECT f.message_id
         FROM (SELECT a.message_id, a.received_at FROM message a WHERE a.sha256 = m.sha256
               UNION ALL
               SELECT b.message_id, b.received_at FROM message b
                WHERE b.body_sha256 = m.body_sha256 AND b.rfc_message_id = m.rfc_message_id) f
        WHERE (f.received_at, f.message_id) < (m.received_at, m.message_id)
        ORDER BY f.received_at, f.message_id LIMIT 1) r ON true;
