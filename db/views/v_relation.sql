-- The earlier order is named by its representative, whichever copy of it was there when the relation was found. Null also where
-- it was rejected and has no copy. A union, so that it is found by index from either order.
CREATE VIEW v_relation AS
SELECT r.entry_id, r.earlier_entry_id, r.target_made_on, r.kind, r.reasons
  FROM relation r JOIN entry e ON e.entry_id = r.earlier_entry_id AND e.representative_id IS NULL AND e.state <> 'rejected'
UNION ALL
SELECT r.entry_id, e.representative_id, r.target_made_on, r.kind, r.reasons
  FROM relation r JOIN entry e ON e.entry_id = r.earlier_entry_id JOIN entry h ON h.entry_id = e.representative_id AND h.state <> 'rejected'
UNION ALL
SELECT r.entry_id, NULL, r.target_made_on, r.kind, r.reasons
  FROM relation r
 WHERE r.earlier_entry_id IS NULL
    OR EXISTS (SELECT FROM entry e JOIN entry h ON h.entry_id = coalesce(e.representative_id, e.entry_id)
                WHERE e.entry_id = r.earlier_entry_id AND h.state = 'rejected');
