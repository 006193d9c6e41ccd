-- Gives papers of one mail an outcome.
-- role: ccot_web
-- $1 text  who   $2 bigint  message   $3 bigint  its version as it was shown   $4 bigint[]  documents   $5 text  outcome
-- $6 bigint  entry that they belong to, or null   $7 text  the person's words, or null
SELECT paper_close($1::text, $2::bigint, $3::integer, $4::bigint[], $5::text, $6::bigint, $7::text)
