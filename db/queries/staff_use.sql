-- Whose session it is; no row when it has ended.
-- role: ccot_web
-- $1 text  digest of the session
-- $2 integer  minutes without use, $3 boolean  whether this is no use
SELECT name, role FROM staff_session_use($1, $2::integer, $3::boolean, NULL, NULL)
