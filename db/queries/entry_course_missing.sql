-- Orders that have no course yet, as an array.
-- role: superuser
-- $1 bigint  orders at the most
SELECT array_agg(entry_id)
  FROM (SELECT e.entry_id FROM entry e WHERE NOT EXISTS (SELECT FROM entry_course c WHERE c.entry_id = e.entry_id)
         ORDER BY e.entry_id LIMIT $1) missing
