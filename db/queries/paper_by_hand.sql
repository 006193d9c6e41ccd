-- Makes an entry of a paper that the program could not read.
-- role: ccot_web
-- $1 text  who   $2 bigint  message   $3 bigint  its version as it was shown   $4 bigint  document   $5 text  order type   $6 text  action
SELECT answer, entry_id FROM paper_by_hand($1::text, $2::bigint, $3::integer, $4::bigint, $5::text, $6::text)
