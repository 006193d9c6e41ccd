-- By what entries and mails are found (docs/decisions/0025-finding.md): what migration 0019 began with, as it stands now. Every mail
-- that is written calls these, so that letters without accents, nearly all there are, take a short way.

-- As text_fold() of base/text.h, without apostrophes.
CREATE OR REPLACE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(value) = length(value) THEN translate(lower(value COLLATE "C"), '''`', '') COLLATE "default"
                ELSE replace(translate(regexp_replace(lower(normalize(value, NFKD) COLLATE "und-x-icu"), '[\u0300-\u036f''`´‘’‚‛ʼ]', '', 'g'),
                                       'łøđı', 'lodi'), 'ß', 'ss') COLLATE "default" END
$$;

-- What a mail is found by is made when its last step is written (search_envelope_follows); papers that come to a mail whose way had ended
-- are taken in here, and so is a mail that had no papers yet.
CREATE OR REPLACE FUNCTION search_mail_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    ended bigint[] := ARRAY(SELECT DISTINCT c.message_id FROM changed c JOIN message m ON m.message_id = c.message_id
                             WHERE m.state NOT IN ('received', 'parsed'));
BEGIN
    IF cardinality(ended) > 0 THEN
        PERFORM search_mail_put(ended);
    END IF;
    RETURN NULL;
END
$$;

-- Mails with papers in which no order is found.
CREATE OR REPLACE FUNCTION search_bare_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    ended bigint[] := ARRAY(SELECT DISTINCT c.message_id FROM changed c JOIN message m ON m.message_id = c.message_id
                             WHERE m.state NOT IN ('received', 'parsed'));
BEGIN
    IF cardinality(ended) > 0 THEN
        PERFORM search_bare_put(ended);
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION search_bare_put(which bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    DELETE FROM search_bare b WHERE b.message_id = ANY (which) AND EXISTS (SELECT FROM entry e WHERE e.message_id = b.message_id);
    INSERT INTO search_bare
    SELECT m.message_id FROM message m
     WHERE m.message_id = ANY (which) AND EXISTS (SELECT FROM document d WHERE d.message_id = m.message_id)
       AND NOT EXISTS (SELECT FROM entry e WHERE e.message_id = m.message_id)
        ON CONFLICT DO NOTHING;
END
$$;

-- A mail whose way ends, or whose subject or sender is another.
CREATE OR REPLACE FUNCTION search_envelope_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM search_mail_put(ARRAY[NEW.message_id]);
    IF NEW.state <> OLD.state THEN
        PERFORM search_bare_put(ARRAY[NEW.message_id]);
    END IF;
    RETURN NULL;
END
$$;

-- What an order is found by: everything that was ever said of it. The order itself is asked for by its number, so that no size of the
-- register makes the planner read all of them.
CREATE OR REPLACE FUNCTION search_entry_put(which bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    learnt text[];
BEGIN
    WITH said AS (
         SELECT f.entry_id, f.name, f.value FROM field f WHERE f.entry_id = ANY (which) AND f.name <> 'prohibitions'
         UNION ALL
         SELECT f.entry_id, f.name, f.value FROM fact f WHERE f.entry_id = ANY (which) AND f.value IS NOT NULL),
    term AS (SELECT DISTINCT s.entry_id, t FROM said s, unnest(search_terms(s.name, s.value)) t),
    put AS (INSERT INTO search_entry AS h (entry_id, keys)
            SELECT t.entry_id, array_to_tsvector(array_agg(t.t)) FROM term t JOIN entry e ON e.entry_id = t.entry_id
             WHERE e.entry_id = ANY (which) GROUP BY t.entry_id
                ON CONFLICT (entry_id) DO UPDATE SET keys = excluded.keys WHERE h.keys IS DISTINCT FROM excluded.keys),
    bare AS (DELETE FROM search_entry h WHERE h.entry_id = ANY (which) AND NOT EXISTS (SELECT FROM term t WHERE t.entry_id = h.entry_id))
    SELECT array_agg(DISTINCT t) INTO learnt FROM term;
    PERFORM search_learn(learnt);
END
$$;
