-- Words of names and places that are spelt nearly as typed ones, or sound so.
-- role: ccot_web ccot_admin
-- $1 text[]  folded words
SELECT asked, kind, word, heard FROM search_like($1::text[])
