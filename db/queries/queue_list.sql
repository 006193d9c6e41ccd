-- What waits for a person, most pressing first, with the counts of its filters. Writes a consult row.
-- role: ccot_web ccot_admin
-- $1 text  who looks   $2 text  filter: all, orders, changes, unreadable, mails, alerts, mine   $3 bigint  rows at the most
-- $4 bigint  hours after which what waits is past its target
SELECT queue_list($1::text, $2::text, $3::integer, $4::integer)
