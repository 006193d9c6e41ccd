-- The orders of a message as the register holds them, with the path of their document and whether a person has had a hand in
-- them. Columns as entry_candidates has them, then these two.
-- role: ccot_ingest ccot_admin
-- $1 bigint  message
SELECT m.*, d.path, entry_is_touched(m.entry_id)
  FROM entry_member m JOIN entry e USING (entry_id) JOIN document d ON d.document_id = e.document_id
 WHERE m.message_id = $1
 ORDER BY m.position
