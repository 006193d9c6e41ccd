-- What a later reading says otherwise of orders on which a person has decided; value null: it is no longer read. Open until
-- settled. Closed fields exist only for roles that may see them.
CREATE VIEW v_difference AS
SELECT entry_id, name, value, raw, page, box, confidence, noted_at, settled_by, settled_at
  FROM entry_difference
 WHERE (name NOT IN ('children', 'respondent_address', 'excluded_addresses', 'served_place', 'prohibitions') OR (SELECT sees_closed()))
   AND entry_id NOT IN (SELECT restriction_entries_here());
