CREATE VIEW v_document AS
SELECT document_id, message_id, path, filename, media_type, size, sha256, kind, problem, pages FROM document;
