-- The next entries of the register with everything that is read from their papers, as one JSON array in the order of v_entry; [] after the last.
-- role: ccot_admin
-- $1 bigint  after this entry   $2 integer  entries at the most
SELECT coalesce(json_agg(row_to_json(x) ORDER BY x.entry_id), '[]')
  FROM (SELECT e.*,
               (SELECT f.value FROM v_field f WHERE f.entry_id = e.entry_id AND f.name = 'children')::json AS children,
               (SELECT f.value FROM v_field f WHERE f.entry_id = e.entry_id AND f.name = 'excluded_addresses')::json AS excluded_addresses,
               (SELECT f.value FROM v_field f WHERE f.entry_id = e.entry_id AND f.name = 'prohibitions')::json AS prohibitions
          FROM v_entry e WHERE e.entry_id > $1 ORDER BY e.entry_id LIMIT $2::integer) x
