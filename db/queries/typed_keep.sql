-- Keeps what a person typed into a form of an entry; {} takes it away.
-- role: ccot_web
-- $1 text  person   $2 bigint  entry   $3 text  form   $4 text  JSON object of the form's parts
SELECT typed_keep($1::text, $2::bigint, $3::text, $4::text::jsonb)
