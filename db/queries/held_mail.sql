-- Notes that a mail's octets are taken away; false for who may not, and for a mail whose octets are not held.
-- role: ccot_web
-- $1 text  who takes it   $2 text  why   $3 bigint  mail
SELECT held_mail($1::text, $2::text, $3::bigint)
