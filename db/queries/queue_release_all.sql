-- Lets go of everything that one person holds.
-- role: ccot_web
-- $1 text  who   $2 text  whose claims
SELECT queue_release_all($1::text, $2::text)
