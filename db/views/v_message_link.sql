-- Mails that belong together: message_id answers earlier_message_id. joined: same sender; proposed: our reference quoted by
-- another one, which changes nothing by itself.
CREATE VIEW v_message_link AS
SELECT message_id, earlier_message_id, kind, state, linked_at FROM message_link;
