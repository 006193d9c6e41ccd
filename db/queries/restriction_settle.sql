-- Marks a notice as seen, or opens an order again to whom knew the people; done, or why not.
-- role: ccot_web
-- $1 text  who   $2 bigint  notice, or null   $3 bigint  entry, or null   $4 text  to whom it is opened, or null
SELECT restriction_settle($1::text, $2::bigint, $3::bigint, $4::text)
