-- The words of a message's documents.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  list of {path, model, words}
INSERT INTO document_words (document_id, model, words)
SELECT d.document_id, w.model, w.words
  FROM jsonb_to_recordset($2::jsonb) AS w (path text, model integer, words bytea)
  JOIN document d ON d.message_id = $1 AND d.path = w.path
    ON CONFLICT (document_id) DO UPDATE SET model = excluded.model, words = excluded.words
