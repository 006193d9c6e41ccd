-- Records a listing and says, in its order, what is undone for each UID. What is stored and unchanged is not written again.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  folder   $3 bigint  uidvalidity   $4 bigint[]  uids   $5 bigint[]  sizes (0 unknown)
-- $6 bigint[]  internaldates, Unix seconds (0 unknown)   $7 boolean  mails are moved
WITH listed AS (
     SELECT * FROM unnest($4::bigint[], $5::bigint[], $6::bigint[]) WITH ORDINALITY AS u (uid, size, internaldate, place)),
known AS (
     SELECT l.*, m.message_id, m.waiting, m.suspect, m.state, m.over_limit, m.moved_at, m.moves, m.sha256,
            (l.size > 0 AND m.listed_size > 0 AND l.size <> m.listed_size)
            OR (l.internaldate > 0 AND m.listed_internaldate > 0 AND l.internaldate <> m.listed_internaldate) AS differs
       FROM listed l
       LEFT JOIN LATERAL (SELECT * FROM message
                           WHERE mailbox = $1 AND folder = $2 AND server_uidvalidity = $3 AND uid = l.uid
                           ORDER BY message_id DESC LIMIT 1) m ON true),
recorded AS (
     INSERT INTO listing (mailbox, folder, uidvalidity, uid, size, internaldate)
     SELECT DISTINCT ON (uid) $1, $2, $3, uid, size, internaldate FROM known k
      WHERE k.message_id IS NULL OR k.sha256 IS NULL OR k.waiting OR k.differs
         OR NOT EXISTS (SELECT FROM listing o WHERE o.mailbox = $1 AND o.folder = $2 AND o.uidvalidity = $3 AND o.uid = k.uid)
      ORDER BY uid
     ON CONFLICT (mailbox, folder, uidvalidity, uid)
     DO UPDATE SET size = EXCLUDED.size, internaldate = EXCLUDED.internaldate, listed_at = clock_timestamp(), gone_at = NULL)
SELECT CASE WHEN message_id IS NULL OR waiting THEN 'fetch'
            WHEN sha256 IS NULL THEN 'fetch'  -- not handed out so far; who asks keeps the pace
            WHEN differs THEN 'fetch'
            WHEN moved_at IS NOT NULL AND moves < 2 THEN 'fetch'  -- listed again after its move was confirmed
            WHEN suspect AND state IN ('received', 'parsed') THEN 'later'
            WHEN NOT $7::boolean THEN 'nothing'
            WHEN over_limit THEN 'failed'
            ELSE 'processed' END
  FROM known ORDER BY place
