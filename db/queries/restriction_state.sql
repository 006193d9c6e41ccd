-- How an order is closed to a person: restricted, recused, or null.
-- role: ccot_web ccot_admin
-- $1 text  who   $2 bigint  entry
SELECT restriction_state($1::text, $2::bigint)
