-- The documents of a message, by position.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  list of documents
INSERT INTO document (message_id, position, path, filename, media_type, size, sha256, kind, problem, pages, text_source, language, fingerprint)
SELECT $1, position, path, filename, media_type, size, sha256, kind, problem, pages, text_source, language, fingerprint
  FROM jsonb_to_recordset($2::jsonb) AS d (position integer, path text, filename text, media_type text, size bigint, sha256 text,
       kind text, problem text, pages integer, text_source text, language text, fingerprint bytea)
