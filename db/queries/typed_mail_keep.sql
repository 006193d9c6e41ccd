-- What a person typed on a mail's page; see db/functions/typed.sql.
-- role: ccot_web
-- $1 text  person   $2 bigint  mail   $3 text  words, '' takes them away
SELECT typed_mail_keep($1, $2, $3)
