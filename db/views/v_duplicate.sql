CREATE VIEW v_duplicate AS
SELECT entry_id, earlier_entry_id, level, score, reasons, decided, decided_by, decided_at, reason FROM duplicate;
