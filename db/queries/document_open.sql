-- Where a document's octets lie; writes the audit row. No row when there is no such document.
-- role: ccot_web
-- $1 text    who asks
-- $2 bigint  document
-- $3 text    consult or disclose
-- $4 text    what for, in the audit
SELECT message_id, path, kind, pages, position_in_message, media_type, shut, passwords FROM document_open($1, $2, $3, $4)
