-- By which words the papers of a message are found.
-- role: ccot_ingest
-- $1 bigint  message   $2 jsonb  list of {path, words, names}
SELECT search_text_put($1::bigint, $2::jsonb)
