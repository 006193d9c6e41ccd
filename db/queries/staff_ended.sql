-- Whose session it was that has ended by itself; no row when it was signed out, or ended too long ago.
-- role: ccot_web
-- $1 text  digest of the session
SELECT name, role FROM staff_session_ended($1)
