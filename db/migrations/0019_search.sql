-- By what people find orders, mails and papers (docs/decisions/0025-finding.md). Kept by triggers, so that whatever writes a value
-- makes it findable in the same transaction. Everything that was ever said of an order finds it, what was corrected too: the paper
-- in an officer's hand prints the slip.
-- Keys are a letter for the kind and the text: w a person's name, a a place, b a day of birth, m the day an order was made, n a case's
-- number, t the end of one, x a word of a mail or paper.
CREATE TABLE search_entry (
    entry_id bigint PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
    keys     tsvector NOT NULL
);
CREATE INDEX search_entry_keys ON search_entry USING gin (keys) WITH (fastupdate = off);

CREATE TABLE search_mail (
    message_id bigint PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    keys       tsvector NOT NULL
);
CREATE INDEX search_mail_keys ON search_mail USING gin (keys) WITH (fastupdate = off);

CREATE TABLE search_text (
    document_id bigint PRIMARY KEY REFERENCES document ON DELETE CASCADE,
    keys        tsvector NOT NULL
);
CREATE INDEX search_text_keys ON search_text USING gin (keys) WITH (fastupdate = off);

-- Every word of a name or place that was ever written, and by what it is found when it was heard or typed otherwise: s and its sound,
-- d and what remains when letters are left out. No constraint makes one transaction wait for another here: a word that two write at the
-- same time stands twice, which does no harm.
CREATE TABLE search_word (word text COLLATE "C" NOT NULL);
CREATE INDEX search_word_word ON search_word (word);
CREATE TABLE search_near (key text COLLATE "C" NOT NULL, word text COLLATE "C" NOT NULL);
CREATE INDEX search_near_key ON search_near (key);

CREATE INDEX entry_course_ends ON entry_course (ends_at);
CREATE INDEX entry_head ON entry (state) WHERE representative_id IS NULL;

-- Mails with papers in which no order is found: how many of them were searched is told with every empty answer.
CREATE TABLE search_bare (message_id bigint PRIMARY KEY REFERENCES message ON DELETE CASCADE);

-- What was typed, and what was shown: kept here alone, and in no view.
ALTER TABLE audit ADD COLUMN words text, ADD COLUMN shown jsonb;

-- As text_fold() of base/text.h, without apostrophes.
CREATE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT replace(translate(regexp_replace(lower(normalize(value, NFKD) COLLATE "und-x-icu"), '[\u0300-\u036f''`´‘’‚‛ʼ]', '', 'g'),
                             'łøđı', 'lodi'), 'ß', 'ss')
$$;

-- The words of a name or address, and small ones joined with their neighbours: "o neill", "van berg", "me4 4ab". A kind stands before each.
CREATE FUNCTION search_words(kind text, value text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    words text[] := string_to_array(btrim(regexp_replace(search_fold(value),
                        '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g')), ' ');
    last text := '';
    word text;
    found text[] := '{}';
BEGIN
    FOREACH word IN ARRAY words LOOP
        CONTINUE WHEN word = '';
        found := found || (kind || left(word, 40));
        IF last <> '' AND (octet_length(last) <= 4 OR octet_length(word) <= 3) THEN
            found := found || (kind || left(last || word, 40));
        END IF;
        last := word;
    END LOOP;
    RETURN found;
END
$$;

-- The keys that a value of a field gives its entry.
CREATE FUNCTION search_terms(name text, value text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    kind text := CASE WHEN name IN ('respondent_address', 'excluded_addresses', 'served_place', 'court') THEN 'a' ELSE 'w' END;
    number text;
    item jsonb;
    found text[] := '{}';
BEGIN
    CASE WHEN name IN ('respondent', 'protected_person', 'respondent_address', 'served_place', 'court') THEN
        RETURN search_words(kind, value);
    WHEN name IN ('respondent_aliases', 'protected_people', 'children', 'excluded_addresses') THEN
        FOR item IN SELECT e FROM jsonb_array_elements(value::jsonb) e LOOP
            found := found || search_words(kind, CASE jsonb_typeof(item) WHEN 'object' THEN coalesce(item ->> 'name', '') ELSE item #>> '{}' END);
        END LOOP;
        RETURN found;
    WHEN name IN ('respondent_dob', 'made_on') THEN
        RETURN ARRAY[CASE name WHEN 'made_on' THEN 'm' ELSE 'b' END || replace(value, '-', '')];
    WHEN name IN ('case_number', 'case_reference', 'urn') THEN
        number := left(lower(regexp_replace(value, '[^0-9A-Za-z]', '', 'g')), 40);
        RETURN CASE WHEN number = '' THEN '{}' ELSE ARRAY['n' || number, 't' || right(number, 6)] END;
    ELSE
        RETURN '{}';
    END CASE;
END
$$;

-- What of a word is heard: spellings of English, Welsh, Irish, Polish, Arabic and Indian names that sound alike to somebody who writes
-- down what is said. A c before e or i is heard in two ways.
CREATE FUNCTION search_sound(word text, hard boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    heard text := regexp_replace(word, '^ma?c(?=[^aeiouyhk])', 'mak');
    -- written, heard: in this order
    rules constant text[] := ARRAY['x', 'ks', 'ph', 'f', 'bh', 'v', 'mh', 'v', 'dd', 't', 'th', 't', 'tch', 'ch', 'tsch', 'ch', 'szcz', 'sx',
        'shch', 'sx', 'sch', 's', 'chr', 'kr', 'jc', 'ch', 'rz', 's', 'cz', 'x', 'ch', 'x', 'ts', 'x', 'sz', 's', 'sh', 's', 'zh', 's',
        'ck', 'k', 'kh', 'k', 'dt', 't', 'dj', 'j', 'dg', 'j', 'ough', 'o', 'wsk', 'vsk'];
BEGIN
    heard := CASE WHEN left(heard, 2) IN ('kn', 'gn') THEN 'n' || substr(heard, 3) WHEN left(heard, 2) = 'wr' THEN substr(heard, 2)
                  WHEN left(heard, 3) = 'psy' THEN substr(heard, 2) WHEN left(heard, 2) IN ('wh', 'hw') THEN 'w' || substr(heard, 3)
                  WHEN left(heard, 1) = 'x' THEN 's' || substr(heard, 2) ELSE heard END;
    heard := regexp_replace(regexp_replace(regexp_replace(heard, '^g(?=[ei])', 'j'), '^y(?=[aou])', 'j'), 'ughe?s$', 'us');
    FOR i IN 1 .. cardinality(rules) BY 2 LOOP
        heard := replace(heard, rules[i], rules[i + 1]);
    END LOOP;
    heard := replace(regexp_replace(heard, 'gh(?=[aeiou])', 'g', 'g'), 'gh', '');
    heard := regexp_replace(regexp_replace(heard, 'mb$', 'm'), 'sc(?=[ei])', 's', 'g');
    heard := CASE WHEN hard THEN heard ELSE regexp_replace(heard, 'c(?=[eiy])', 's', 'g') END;
    heard := translate(heard, 'cqzd', 'kkst');
    -- a w is heard at the start and between vowels, but not in Marlowe
    heard := CASE WHEN left(heard, 1) = 'w' THEN 'f' || substr(heard, 2) ELSE heard END;
    heard := replace(replace(regexp_replace(heard, '(?<=[aeiouy])w(?=[aeiouy])(?!e$)', 'f', 'g'), 'w', ''), 'v', 'f');
    heard := left(heard, 1) || replace(substr(heard, 2), 'h', '');
    heard := regexp_replace(translate(regexp_replace(heard, '^[aeiouy]+', 'A'), 'aeiouy', ''), '(.)\1+', '\1', 'g');
    RETURN CASE WHEN length(heard) < 2 THEN heard || ':' || left(word, 2) ELSE heard END;
END
$$;

-- The keys of a word of search_word, or of one that was typed; its first letter is the kind.
CREATE FUNCTION search_near_keys(word text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 20 AS $$
    WITH said AS (SELECT left(word, 1) AS kind, substr(word, 2, 30) AS w),
    one AS (SELECT kind, w, i, overlay(w PLACING '' FROM i FOR 1) AS rest FROM said, generate_series(1, length(w)) i WHERE length(w) >= 4)
    SELECT 'd' || kind || w FROM said
    UNION SELECT 'd' || kind || rest FROM one
    UNION SELECT 'd' || kind || overlay(rest PLACING '' FROM k FOR 1) FROM one, generate_series(i, length(rest)) k
           WHERE length(w) >= 7 AND kind = 'w'
    UNION SELECT 's' || search_sound(h, hard) FROM said, (VALUES (false), (true)) v (hard), unnest(ARRAY[w, regexp_replace(w, '(?<=....)s$', '')]) h
           WHERE kind = 'w' AND w ~ '[a-z]'
$$;

-- Takes words in that are not known yet.
CREATE FUNCTION search_learn(words text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    WITH fresh AS (
         INSERT INTO search_word
         SELECT DISTINCT w FROM unnest(words) w
          WHERE left(w, 1) IN ('w', 'a') AND length(w) BETWEEN 4 AND 31 AND (left(w, 1) = 'w' OR w !~ '[0-9]')
            AND NOT EXISTS (SELECT FROM search_word k WHERE k.word = w)
          ORDER BY w
         RETURNING word)
    INSERT INTO search_near SELECT k, f.word FROM fresh f, search_near_keys(f.word) k
$$;

CREATE FUNCTION search_entry_put(which bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    learnt text[];
BEGIN
    WITH said AS (
         SELECT f.entry_id, f.name, f.value FROM field f WHERE f.entry_id = ANY (which) AND f.name <> 'prohibitions'
         UNION ALL
         SELECT f.entry_id, f.name, f.value FROM fact f WHERE f.entry_id = ANY (which) AND f.value IS NOT NULL),
    term AS (SELECT DISTINCT s.entry_id, t FROM said s, unnest(search_terms(s.name, s.value)) t),
    put AS (INSERT INTO search_entry AS h (entry_id, keys)
            SELECT t.entry_id, array_to_tsvector(array_agg(t.t)) FROM term t JOIN entry e ON e.entry_id = t.entry_id GROUP BY t.entry_id
                ON CONFLICT (entry_id) DO UPDATE SET keys = excluded.keys WHERE h.keys IS DISTINCT FROM excluded.keys),
    bare AS (DELETE FROM search_entry h WHERE h.entry_id = ANY (which) AND NOT EXISTS (SELECT FROM term t WHERE t.entry_id = h.entry_id))
    SELECT array_agg(DISTINCT t) INTO learnt FROM term;
    PERFORM search_learn(learnt);
END
$$;

CREATE FUNCTION search_entry_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM search_entry_put(ARRAY(SELECT DISTINCT entry_id FROM changed));
    RETURN NULL;
END
$$;
CREATE TRIGGER search_follows_insert AFTER INSERT ON field REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_entry_follows();
CREATE TRIGGER search_follows_update AFTER UPDATE ON field REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_entry_follows();
CREATE TRIGGER search_follows_delete AFTER DELETE ON field REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_entry_follows();
CREATE TRIGGER search_follows_insert AFTER INSERT ON fact REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_entry_follows();
CREATE TRIGGER search_follows_delete AFTER DELETE ON fact REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_entry_follows();

-- Subject, sender and the names of files: all there is to find a mail by that nobody could read.
CREATE FUNCTION search_mail_put(which bigint[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    WITH said AS (
         SELECT m.message_id, concat_ws(' ', m.subject, m.from_name, m.from_address,
                                        (SELECT string_agg(d.filename, ' ') FROM document d WHERE d.message_id = m.message_id)) AS words
           FROM message m WHERE m.message_id = ANY (which)),
    term AS (SELECT s.message_id, search_words('x', left(s.words, 4000)) AS words FROM said s)
    INSERT INTO search_mail AS h (message_id, keys)
    SELECT t.message_id, array_to_tsvector(t.words) FROM term t WHERE cardinality(t.words) > 0
        ON CONFLICT (message_id) DO UPDATE SET keys = excluded.keys WHERE h.keys IS DISTINCT FROM excluded.keys
$$;

CREATE FUNCTION search_mail_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM search_mail_put(ARRAY(SELECT DISTINCT message_id FROM changed));
    RETURN NULL;
END
$$;
CREATE TRIGGER search_follows_insert AFTER INSERT ON document REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_mail_follows();
CREATE FUNCTION search_envelope_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM search_mail_put(ARRAY[NEW.message_id]);
    RETURN NULL;
END
$$;
CREATE TRIGGER search_follows_update AFTER UPDATE OF subject, from_name, from_address ON message FOR EACH ROW
    WHEN ((OLD.subject, OLD.from_name, OLD.from_address) IS DISTINCT FROM (NEW.subject, NEW.from_name, NEW.from_address))
    EXECUTE FUNCTION search_envelope_follows();

CREATE FUNCTION search_bare_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    DELETE FROM search_bare b USING changed c WHERE b.message_id = c.message_id AND EXISTS (SELECT FROM entry e WHERE e.message_id = c.message_id);
    INSERT INTO search_bare
    SELECT DISTINCT c.message_id FROM changed c JOIN message m ON m.message_id = c.message_id
     WHERE NOT EXISTS (SELECT FROM entry e WHERE e.message_id = c.message_id)
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER search_bare_insert AFTER INSERT ON document REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_bare_follows();
CREATE TRIGGER search_bare_insert AFTER INSERT ON entry REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_bare_follows();
CREATE TRIGGER search_bare_delete AFTER DELETE ON entry REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_bare_follows();

-- What the register holds already. The texts of papers are not kept: those of mails that are read again from now on are found too.
SELECT search_entry_put(ARRAY(SELECT entry_id FROM entry));
SELECT search_mail_put(ARRAY(SELECT message_id FROM message));
INSERT INTO search_bare SELECT DISTINCT message_id FROM document d WHERE NOT EXISTS (SELECT FROM entry e WHERE e.message_id = d.message_id);
