-- Restricts an order to named readers, or lifts that; done, or why not.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry   $3 text[]  readers; null: lifted   $4 text  why
SELECT restriction_put($1::text, $2::bigint, $3::text[], $4::text)
