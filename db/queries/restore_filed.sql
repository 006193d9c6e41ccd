-- Of the UIDs that a target folder lists, in their order, those that the register has no mail for.
-- role: ccot_ingest
-- $1 text  mailbox   $2 text  folder   $3 bigint  uidvalidity   $4 bigint[]  uids   $5 boolean  the folder for what is over the limit
SELECT NOT EXISTS (SELECT FROM message m WHERE m.mailbox = $1 AND m.target_uidvalidity = $3 AND m.target_uid = l.uid AND m.over_limit = $5)
       AND NOT EXISTS (SELECT FROM message m WHERE m.mailbox = $1 AND m.folder = $2 AND m.server_uidvalidity = $3 AND m.uid = l.uid)
  FROM unnest($4::bigint[]) WITH ORDINALITY AS l (uid, place) ORDER BY l.place
