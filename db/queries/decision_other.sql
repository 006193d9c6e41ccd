-- The other entry that a decision touched: of a pair, or what a statement of service was joined to before.
-- role: ccot_web ccot_admin
-- $1 bigint  decision
SELECT coalesce(other_entry_id, service_entry_id) FROM v_decision WHERE decision_id = $1
