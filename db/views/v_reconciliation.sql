-- Every mail that a configured folder ever listed, and every stored one (imports have no folder to be compared with).
CREATE VIEW v_reconciliation AS
SELECT l.mailbox, l.folder, l.uidvalidity, l.uid, m.message_id,
       CASE WHEN m.message_id IS NOT NULL AND (m.sha256 IS NOT NULL) THEN 'registered'
            WHEN l.gone_at IS NOT NULL THEN 'gone'
            ELSE 'missing' END AS status
  FROM listing l
  LEFT JOIN LATERAL (SELECT message_id, sha256 FROM message
                      WHERE mailbox = l.mailbox AND folder = l.folder AND server_uidvalidity = l.uidvalidity AND uid = l.uid
                      ORDER BY message_id DESC LIMIT 1) m ON true
UNION ALL
SELECT m.mailbox, m.folder, m.uidvalidity, m.uid, m.message_id, CASE WHEN m.sha256 IS NULL THEN 'missing' ELSE 'registered' END
  FROM message m
 WHERE m.mailbox <> 'import'
   AND NOT EXISTS (SELECT FROM listing l WHERE l.mailbox = m.mailbox AND l.folder = m.folder
                      AND l.uidvalidity = m.server_uidvalidity AND l.uid = m.uid);
