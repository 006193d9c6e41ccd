-- Breaks the glass of a restricted order: done, or why not. Writes its row and tells supervisors.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry   $3 text  why
SELECT restriction_break($1::text, $2::bigint, $3::text)
