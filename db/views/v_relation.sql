-- The earlier order is named by its representative, whichever copy of it was there when the relation was found.
CREATE VIEW v_relation AS
SELECT r.entry_id, coalesce(e.representative_id, r.earlier_entry_id) AS earlier_entry_id, r.target_made_on, r.kind, r.reasons
  FROM relation r LEFT JOIN entry e ON e.entry_id = r.earlier_entry_id;
