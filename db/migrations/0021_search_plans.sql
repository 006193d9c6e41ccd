-- What every write calls is written in PL/pgSQL, which keeps its plans for the session: an SQL function is planned anew by each caller.
CREATE OR REPLACE FUNCTION search_learn(words text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    WITH fresh AS (
         INSERT INTO search_word
         SELECT DISTINCT w FROM unnest(words) w
          WHERE left(w, 1) IN ('w', 'a') AND length(w) BETWEEN 4 AND 31 AND (left(w, 1) = 'w' OR w !~ '[0-9]')
            AND NOT EXISTS (SELECT FROM search_word k WHERE k.word = w)
          ORDER BY w
         RETURNING word)
    INSERT INTO search_near SELECT k, f.word FROM fresh f, search_near_keys(f.word) k;
END
$$;

CREATE OR REPLACE FUNCTION search_mail_put(which bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    WITH said AS (
         SELECT m.message_id, concat_ws(' ', m.subject, m.from_name, m.from_address,
                                        (SELECT string_agg(d.filename, ' ') FROM document d WHERE d.message_id = m.message_id)) AS words
           FROM message m WHERE m.message_id = ANY (which)),
    term AS (SELECT s.message_id, search_words('x', left(s.words, 4000)) AS words FROM said s)
    INSERT INTO search_mail AS h (message_id, keys)
    SELECT t.message_id, array_to_tsvector(t.words) FROM term t WHERE cardinality(t.words) > 0
        ON CONFLICT (message_id) DO UPDATE SET keys = excluded.keys WHERE h.keys IS DISTINCT FROM excluded.keys;
END
$$;
