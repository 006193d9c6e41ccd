-- The search of an address; no row when it is not this person's, or is over.
-- role: ccot_web
-- $1 text  whose   $2 text  address
SELECT typed, reason FROM search_kept_by($1::text, $2::text)
