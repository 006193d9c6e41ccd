-- What a digest tells: every row of its sender that waits for one, bound to it once, so that a second try says the same.
-- role: ccot_ingest
-- $1 bigint  row under which the digest goes out   $2 bigint  session   $3 bigint  most rows
WITH head AS (SELECT o.outbox_id, o.digest_id, lower(m.from_address) AS address, m.mailbox
                FROM outbox o JOIN message m ON m.message_id = o.message_id WHERE o.outbox_id = $1 AND o.claimed_by = $2),
told AS (SELECT s.outbox_id FROM head h JOIN outbox s ON s.status = 'digest' JOIN message t ON t.message_id = s.message_id
          WHERE CASE WHEN h.digest_id IS NULL THEN s.digest_id IS NULL AND lower(t.from_address) = h.address AND t.mailbox = h.mailbox
                     ELSE s.digest_id = h.outbox_id END
          ORDER BY s.outbox_id <> $1, s.outbox_id LIMIT $3)
UPDATE outbox SET digest_id = $1 FROM told WHERE outbox.outbox_id = told.outbox_id
RETURNING outbox.outbox_id
