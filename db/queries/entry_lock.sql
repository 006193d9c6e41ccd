-- Locks candidate keys, hashed to 256 locks, in ascending order. A statement of its own: one that also queried would read
-- what was there before it waited.
-- role: ccot_web ccot_admin
-- $1 integer[]  locks, ascending
SELECT count(pg_advisory_xact_lock(1128485717, number)) FROM (SELECT number FROM unnest($1::integer[]) AS number ORDER BY number OFFSET 0) ordered
