-- The other entry of a decision on a pair.
-- role: ccot_web ccot_admin
-- $1 bigint  decision
SELECT other_entry_id FROM v_decision WHERE decision_id = $1
