-- The row of a message that came; no row is returned when its key is taken.
-- role: ccot_ingest ccot_admin
-- $1 text  mailbox   $2 text  folder   $3 bigint  uidvalidity, 0: one of our own, because the server gave the UID twice
-- $4 bigint  the server's uidvalidity   $5 bigint  uid   $6 bigint  INTERNALDATE, Unix seconds (0 unknown)   $7 bigint  size
-- $8 text  sha256   $9 boolean  backlog   $10 boolean  junk   $11 boolean  suspect   $12 boolean  over the limit
INSERT INTO message (mailbox, folder, uidvalidity, server_uidvalidity, uid, received_at, size, sha256, lane, junk, suspect,
                     over_limit, state, failure, listed_size, listed_internaldate)
SELECT $1, $2, CASE $3::bigint WHEN 0 THEN nextval('uid_epoch') ELSE $3::bigint END, $4, $5,
       -- servers answer 30-Dec-1899 and the like
       CASE WHEN $6::bigint BETWEEN 631152000 AND extract(epoch FROM now()) + 86400 THEN to_timestamp($6::bigint) ELSE now() END,
       $7, $8, CASE WHEN $9::boolean THEN 1 ELSE 0 END, $10, $11, $12::boolean,
       CASE WHEN $12::boolean THEN 'failed' ELSE 'received' END, CASE WHEN $12::boolean THEN 'too_large' END, l.size, l.internaldate
  FROM (SELECT) one
  LEFT JOIN listing l ON l.mailbox = $1 AND l.folder = $2 AND l.uidvalidity = $4 AND l.uid = $5
    ON CONFLICT (mailbox, folder, uidvalidity, uid) DO NOTHING
RETURNING message_id
