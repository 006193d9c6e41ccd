-- What waits for a person, most pressing first, with the counts of its filters. Writes a consult row.
-- role: ccot_web ccot_admin
-- $1 text  who looks; null: whom staff_admit let in, and nothing for nobody   $2 text  filter: all, orders, changes, unreadable, mails, alerts, mine
-- $3 bigint  rows at the most   $4 bigint  hours after which what waits is past its target
SELECT CASE WHEN p.person IS NOT NULL THEN queue_list(p.person, $2::text, $3::integer, $4::integer) END
  FROM (SELECT coalesce($1::text, nullif(current_setting('ccot.person', true), '')) AS person OFFSET 0) p
