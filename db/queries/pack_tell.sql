-- What a copy holds and what became of its papers; null: none, or not this person's. Writes its consult row.
-- role: ccot_web
-- $1 text  who   $2 bigint  copy
SELECT pack_tell($1::text, $2::bigint)
