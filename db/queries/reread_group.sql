-- The entries that lie in one group with those of a message, without these. Columns as entry_candidates has them.
-- role: ccot_ingest
-- $1 bigint  message
WITH hit AS (SELECT DISTINCT coalesce(representative_id, entry_id) AS head FROM entry WHERE message_id = $1),
inside AS (
     SELECT head AS entry_id FROM hit
     UNION
     SELECT copy.entry_id FROM hit JOIN entry copy ON copy.representative_id = hit.head)
SELECT m.* FROM inside JOIN entry_member m USING (entry_id) WHERE m.message_id <> $1 ORDER BY m.received, m.message_id, m.position
