-- The earlier order is named by its representative, whichever copy of it was there when the relation was found. Null also where
-- it was rejected and has no copy.
CREATE VIEW v_relation AS
SELECT r.entry_id, CASE WHEN h.state <> 'rejected' THEN h.entry_id END AS earlier_entry_id, r.target_made_on, r.kind, r.reasons
  FROM relation r
  LEFT JOIN entry e ON e.entry_id = r.earlier_entry_id
  LEFT JOIN entry h ON h.entry_id = coalesce(e.representative_id, e.entry_id);
