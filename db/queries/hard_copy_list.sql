-- Sealed papers that are lent, and orders whose paper did not come; null: not for this person. Writes its consult row.
-- role: ccot_web
-- $1 text  who   $2 integer  days after which a paper is missed   $3 integer  most of each
SELECT hard_copy_list($1::text, $2::integer, $3::integer)
