-- What stands at the head of every page.
-- role: ccot_web
-- $1 text  whose page; null: whom staff_admit let in, and nothing for nobody   $2 bigint  hours after which what waits is past its target
SELECT CASE WHEN p.person IS NOT NULL THEN queue_strip(p.person, $2::integer) END
  FROM (SELECT coalesce($1::text, nullif(current_setting('ccot.person', true), '')) AS person OFFSET 0) p
