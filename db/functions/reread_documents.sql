-- Documents by their paths, in place; what is no longer found stays behind the others as long as an order or a statement
-- stands in it.
CREATE OR REPLACE FUNCTION reread_documents(of_message bigint, documents jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    WITH said AS (
         SELECT d.*, row_number() OVER (PARTITION BY d.path ORDER BY d.position) AS nth
           FROM jsonb_to_recordset(documents)
                AS d ("position" integer, path text, filename text, media_type text, size bigint, sha256 text, kind text, problem text,
                      pages integer, text_source text, language text, fingerprint bytea)),
    held AS (
         SELECT h.*, row_number() OVER (PARTITION BY h.path ORDER BY h.position) AS nth FROM document h WHERE h.message_id = of_message),
    wanted AS (
         SELECT held.document_id, said.path IS NOT NULL AS found,
                coalesce(said.position, jsonb_array_length(documents) - 1
                         + row_number() OVER (PARTITION BY said.path IS NULL ORDER BY held.position))::integer AS place,
                said.filename, said.media_type, said.size, said.sha256, said.kind, said.problem, said.pages, said.text_source,
                said.language, said.fingerprint
           FROM held LEFT JOIN said USING (path, nth))
    UPDATE document t
       SET position = w.place, filename = CASE WHEN w.found THEN w.filename ELSE t.filename END,
           media_type = CASE WHEN w.found THEN w.media_type ELSE t.media_type END, size = coalesce(w.size, t.size),
           sha256 = coalesce(w.sha256, t.sha256), kind = coalesce(w.kind, t.kind),
           problem = CASE WHEN w.found THEN w.problem ELSE t.problem END, pages = coalesce(w.pages, t.pages),
           text_source = coalesce(w.text_source, t.text_source),
           language = CASE WHEN w.found THEN w.language ELSE t.language END,
           fingerprint = CASE WHEN w.found THEN w.fingerprint ELSE t.fingerprint END
      FROM wanted w WHERE t.document_id = w.document_id;
    INSERT INTO document (message_id, position, path, filename, media_type, size, sha256, kind, problem, pages, text_source, language, fingerprint)
    SELECT of_message, d.position, d.path, d.filename, d.media_type, d.size, d.sha256, d.kind, d.problem, d.pages, d.text_source,
           d.language, d.fingerprint
      FROM jsonb_to_recordset(documents)
           AS d ("position" integer, path text, filename text, media_type text, size bigint, sha256 text, kind text, problem text,
                 pages integer, text_source text, language text, fingerprint bytea)
     WHERE NOT EXISTS (SELECT FROM document h WHERE h.message_id = of_message AND h.position = d.position);
END
$$;

-- Takes away documents that another reading no longer finds and in which nothing stands. count_documents: those that it finds.
CREATE OR REPLACE FUNCTION reread_tidy(of_message bigint, count_documents integer) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    DELETE FROM document d WHERE d.message_id = of_message AND d.position >= count_documents
       AND NOT EXISTS (SELECT FROM entry e WHERE e.document_id = d.document_id)
       AND NOT EXISTS (SELECT FROM service s WHERE s.document_id = d.document_id)
$$;
