-- What waits, most pressing first, with the counts of its filters, in pieces: one row a piece, and one at the least. Writes a consult row.
-- role: ccot_web
-- $1 text  who looks; null: whom staff_admit let in, and nothing for nobody   $2 text  filter: all, orders, changes, unreadable, mails, alerts, mine
-- $3 bigint  rows at the most   $4 bigint  rows of a piece   $5 bigint  hours after which what waits is past its target
SELECT CASE WHEN x.number = 1 THEN json_build_object('tab', $2::text, 'counts', r.counts, 'holders', r.holders) END, x.piece
  FROM (SELECT coalesce($1::text, nullif(current_setting('ccot.person', true), '')) AS person OFFSET 0) p
 CROSS JOIN LATERAL queue_rows(p.person, $2::text, $3::integer, $4::integer, $5::integer) r
 CROSS JOIN LATERAL unnest(CASE WHEN r.pieces = '{}' THEN '{[]}' ELSE r.pieces END) WITH ORDINALITY x (piece, number)
 WHERE p.person IS NOT NULL
