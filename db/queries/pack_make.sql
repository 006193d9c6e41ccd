-- Makes a copy for somebody: its number, or why nothing was written. Writes its disclose rows.
-- role: ccot_web
-- $1 text  who   $2 bigint  entry   $3 bigint[]  papers   $4 text  for whom   $5 text  their address   $6 text  their unit
-- $7 text  their reference   $8 text  what for   $9 text  why papers that are kept back go along   $10 integer  most pages
SELECT pack_make($1::text, $2::bigint, $3::bigint[], $4::text, $5::text, $6::text, $7::text, $8::text, $9::text, $10::integer)
