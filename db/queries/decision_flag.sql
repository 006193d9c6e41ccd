-- Flags what is possibly a copy.
-- role: ccot_web ccot_admin
-- $1 jsonb  list of pairs
SELECT decision_flag($1::jsonb)
