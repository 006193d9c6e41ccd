CREATE VIEW v_document AS
SELECT document_id, message_id, path, CASE WHEN document_id NOT IN (SELECT restriction_papers_here()) THEN filename END AS filename, media_type, size, sha256, kind, problem, pages FROM document;
