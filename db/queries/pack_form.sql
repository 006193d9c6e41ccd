-- The papers of an order, for who chooses what goes into a copy; null: no such order, or not for this person. Writes its consult row.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry
SELECT pack_form($1::text, $2::bigint)
