CREATE VIEW v_relation AS
SELECT entry_id, earlier_entry_id, target_made_on, kind, reasons FROM relation;
