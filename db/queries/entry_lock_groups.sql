-- Locks candidate keys, hashed to 256 locks, in ascending order: those of new orders, and those of the groups in which there are copies
-- of them, as they stand now. Who reads the groups next looks whether they have grown meanwhile. A statement of its own: one that
-- also queried would read what was there before it waited. Returns the locks that are held now.
-- role: ccot_ingest
-- $1 integer[]  locks of the new orders   $2 bigint[]  keys by which copies are found
WITH hit AS (
     SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS head
       FROM entry e WHERE e.entry_id = ANY (ARRAY(SELECT k.entry_id FROM entry_key k WHERE k.key = ANY ($2::bigint[])))),
member AS (
     SELECT head AS entry_id FROM hit
     UNION ALL
     SELECT copy.entry_id FROM entry copy WHERE copy.representative_id = ANY (ARRAY(SELECT head FROM hit)))
SELECT number, pg_advisory_xact_lock(1128485717, number)
  FROM (SELECT number FROM unnest($1::integer[]) AS number
        UNION
        SELECT (k.key & 255)::integer FROM entry_key k WHERE k.entry_id = ANY (ARRAY(SELECT entry_id FROM member))
        ORDER BY number OFFSET 0) ordered
