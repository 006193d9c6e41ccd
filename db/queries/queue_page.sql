-- What waits, most pressing first, and the counts of its filters: two JSON texts. Writes a consult row.
-- role: ccot_web
-- $1 text  who looks; null: whom staff_admit let in, and nothing for nobody   $2 text  filter: all, orders, changes, unreadable, mails, alerts, mine
-- $3 bigint  rows at the most   $4 bigint  hours after which what waits is past its target
SELECT json_build_object('tab', $2::text, 'counts', r.counts, 'holders', r.holders), r.rows
  FROM (SELECT coalesce($1::text, nullif(current_setting('ccot.person', true), '')) AS person OFFSET 0) p
 CROSS JOIN LATERAL queue_rows(p.person, $2::text, $3::integer, $4::integer) r
 WHERE p.person IS NOT NULL
