-- What queue_list gives, under "queue", and what stands at the head of its page, under "strip". Writes a consult row.
-- role: ccot_web
-- $1 text  who looks   $2 text  filter: all, orders, changes, unreadable, mails, alerts, mine   $3 bigint  rows at the most
-- $4 bigint  hours after which what waits is past its target
SELECT json_build_object('queue', queue_list($1::text, $2::text, $3::integer, $4::integer), 'strip', queue_strip($1::text, $4::integer))
