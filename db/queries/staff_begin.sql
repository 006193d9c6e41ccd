-- Begins a session.
-- role: ccot_web
-- $1 text  digest of the session
-- $2 text  name, $3 text  digest of the name, $4 integer  hours after which it ends
SELECT staff_session_begin($1, $2, $3, $4::integer)
