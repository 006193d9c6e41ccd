-- What the page of an entry shows first, under "entry", and what is to be typed first, under "attention"; no row when there is no such entry. Writes a
-- consult row.
-- role: ccot_web
-- $1 text  who looks: papers that are shut to everybody are open to who opened them; null: whom staff_admit let in, and for nobody there is no row
-- $2 bigint  entry   $3 bigint  of one entry in so many a field is typed from the paper
SELECT json_build_object('entry', e.e, 'attention', attention_told($2::bigint, $3::integer))
  FROM (SELECT coalesce($1::text, nullif(current_setting('ccot.person', true), '')) AS person OFFSET 0) p
 CROSS JOIN LATERAL (SELECT CASE WHEN p.person IS NOT NULL THEN register_said(p.person, $2::bigint) END AS e OFFSET 0) e
 WHERE e.e IS NOT NULL
