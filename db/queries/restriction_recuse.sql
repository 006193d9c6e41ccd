-- "I know these people": gives an order back and closes it to that person; done, or why not.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry
SELECT restriction_recuse($1::text, $2::bigint)
