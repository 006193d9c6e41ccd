-- What the status of orders rests on; columns as entry_course_facts has them.
-- role: ccot_web ccot_admin
-- $1 bigint[]  entries
SELECT * FROM decision_course_facts($1::bigint[])
