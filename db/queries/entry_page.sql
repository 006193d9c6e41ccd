-- What the page of an entry shows, under "entry", and what is to be typed first, under "attention"; no row when there is no such entry. Writes a
-- consult row.
-- role: ccot_web
-- $1 text  who looks: papers that are shut to everybody are open to who opened them   $2 bigint  entry
-- $3 bigint  of one entry in so many a field is typed from the paper
SELECT json_build_object('entry', e, 'attention', attention_told($2::bigint, $3::integer))
  FROM register_entry($1::text, $2::bigint) AS e
 WHERE e IS NOT NULL
