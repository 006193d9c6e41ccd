-- Keeps a search under the address that stands for it.
-- role: ccot_web
-- $1 text  whose   $2 text  address   $3 text  what was typed   $4 text  why, or null
SELECT search_keep($1::text, $2::text, $3::text, $4::text)
