-- Writes courses, and lets the transaction end.
-- role: ccot_web ccot_admin
-- $1 jsonb  list of {entry_id, spans}, as entry_course_put has it
SELECT decision_finish($1::jsonb)
