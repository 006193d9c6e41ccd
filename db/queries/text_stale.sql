-- Documents whose fingerprints were made by another model, with their words and the orders in them.
-- role: superuser
-- $1 integer  the model now   $2 bigint  documents at the most
SELECT w.document_id, w.words::text,
       coalesce((SELECT jsonb_agg(jsonb_build_object('entry_id', e.entry_id, 'ordinal', e.ordinal))
                   FROM ccot.entry e WHERE e.document_id = w.document_id), '[]')
  FROM ccot.document_words w
 WHERE w.model <> $1
 ORDER BY w.document_id LIMIT $2
