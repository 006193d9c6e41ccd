-- source_entry_id: the copy from whose paper the value came, and where page and box lie; null: the order's own. value is text; a list is JSON text; null where a person says that the order does not state it. raw and corrected_from keep what is
-- printed. Rows of closed fields exist only for roles that may see them, and none of an order that is closed to whoever looks.
CREATE VIEW v_field AS
SELECT entry_id, name, value, raw, page, box, confidence, decided, corrected_from, source_entry_id
  FROM effective_field
 WHERE (name NOT IN ('children', 'respondent_address', 'excluded_addresses', 'served_place', 'prohibitions') OR (SELECT sees_closed()))
   AND entry_id NOT IN (SELECT restriction_entries_here());
