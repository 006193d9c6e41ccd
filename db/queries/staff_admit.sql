-- The same in front of a page, in one transaction with it; no row either for who may not see it, and the page then says nothing.
-- role: ccot_web
-- $1 text  digest of the session
-- $2 integer  minutes without use, $3 text[]  the roles that may, $4 text  the name that it must be; null: any
SELECT name, role FROM staff_session_use($1, $2::integer, false, $3::text[], $4::text)
