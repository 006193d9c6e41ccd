-- Puts one mail of a report among what goes out. See db/functions.
-- role: ccot_report
-- $1 bigint  run   $2 text  recipient   $3 bytea  the mail
SELECT report_mail($1::bigint, $2, $3::bytea)
