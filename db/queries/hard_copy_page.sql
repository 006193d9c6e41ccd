-- Where the sealed paper of an order is, and what became of it; null: no such order, or not for this person. Writes its consult row.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry
SELECT hard_copy_page($1::text, $2::bigint)
