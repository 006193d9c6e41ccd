-- What decides on an acknowledgement, and all that its text can be made of. Instants are Unix microseconds.
-- role: ccot_ingest
-- $1 bigint  row of the outbox
SELECT m.message_id, (extract(epoch FROM m.received_at) * 1000000)::bigint AS received_at,
       (extract(epoch FROM m.stored_at) * 1000000)::bigint AS stored_at, (extract(epoch FROM o.created_at) * 1000000)::bigint AS created_at,
       (extract(epoch FROM now()) * 1000000)::bigint AS now_at, m.mailbox, m.from_address, m.rfc_message_id, m.subject,
       coalesce(m.automatic, false) AS automatic, m.junk, coalesce(m.basis = 'subject', false) AS subject_names_order,
       (SELECT count(*) FROM entry e WHERE e.message_id = m.message_id) AS orders,
       (SELECT count(*) FROM service s WHERE s.message_id = m.message_id) AS services,
       (SELECT coalesce(string_agg(DISTINCT kind, ' '), '') FROM alert a WHERE a.message_id = m.message_id) AS alerts,
       EXISTS (SELECT FROM message f
                WHERE (f.received_at, f.message_id) < (m.received_at, m.message_id)
                  AND (f.sha256 = m.sha256 OR f.body_sha256 = m.body_sha256 AND f.rfc_message_id = m.rfc_message_id)) AS repeats,
       (SELECT count(*) FROM outbox s JOIN message t ON t.message_id = s.message_id
         WHERE s.status = 'sent' AND s.sent_at > now() - interval '1 hour' AND (s.digest_id IS NULL OR s.digest_id = s.outbox_id)
           AND lower(t.from_address) = lower(m.from_address)) AS sent_this_hour,
       EXISTS (SELECT FROM outbox s JOIN message t ON t.message_id = s.message_id
                WHERE s.status = 'digest' AND lower(t.from_address) = lower(m.from_address)) AS digest_waits,
       o.released_by IS NOT NULL AS released, m.gateway, coalesce(m.dmarc = 'fail', false) AS dmarc_failed,
       EXISTS (SELECT FROM message_link l WHERE l.message_id = m.message_id) AS linked
  FROM outbox o JOIN message m ON m.message_id = o.message_id
 WHERE o.outbox_id = $1
