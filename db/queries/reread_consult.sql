-- Notes that somebody had a message read to see what would change.
-- role: ccot_admin
-- $1 bigint  message   $2 text  who
SELECT audit_write('consult', 'message', $1::bigint, $2::text, NULL, 'read again on trial')
