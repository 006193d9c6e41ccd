-- The decision by which one entry stands as a copy of another.
-- role: ccot_web ccot_admin
-- $1 bigint  the copy
-- $2 bigint  what it is a copy of
SELECT decision_id FROM v_decision WHERE entry_id = $1 AND other_entry_id = $2 AND kind = 'duplicate' AND undone_at IS NULL ORDER BY decision_id DESC LIMIT 1
