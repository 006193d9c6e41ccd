-- value is text; a list is JSON text. Rows of closed fields exist only for roles that may see them.
CREATE VIEW v_field AS
SELECT entry_id, name, value, raw, page, box, confidence, decided, corrected_from
  FROM field
 WHERE name NOT IN ('children', 'respondent_address', 'excluded_addresses', 'served_place', 'prohibitions') OR (SELECT sees_closed());
