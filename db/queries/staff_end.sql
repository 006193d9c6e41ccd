-- Ends a session.
-- role: ccot_web
-- $1 text  digest of the session
SELECT staff_session_end($1)
