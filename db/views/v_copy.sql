-- What each copy adds to its representative and what it contradicts, in words. No value of a closed field is in them.
CREATE VIEW v_copy AS
SELECT entry_id, earlier_entry_id, adds, contradicts FROM duplicate WHERE adds IS NOT NULL;
