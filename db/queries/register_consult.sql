-- Notes that somebody looked at an entry or at copies.
-- role: ccot_admin
-- $1 text  what was looked at: entry, duplicates   $2 bigint  its number, or null   $3 text  who looked
SELECT audit_write('consult', $1::text, $2::bigint, $3::text, NULL, NULL)
