-- Restricted orders, notices and recusals, for supervisors; null for others. Writes its consult row.
-- role: ccot_web
-- $1 text  who
SELECT restriction_list($1::text)
