-- The v or w at the end of a Slavonic name (Przemyslaw, Przemyslav) is hardly heard. The keys that rest on it are made anew.
CREATE OR REPLACE FUNCTION search_sound(word text, hard boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
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
    heard := regexp_replace(heard, '(?<=...[aeiouy])f$', '');
    heard := left(heard, 1) || replace(substr(heard, 2), 'h', '');
    heard := regexp_replace(translate(regexp_replace(heard, '^[aeiouy]+', 'A'), 'aeiouy', ''), '(.)\1+', '\1', 'g');
    RETURN CASE WHEN length(heard) < 2 THEN heard || ':' || left(word, 2) ELSE heard END;
END
$$;

TRUNCATE search_near;
INSERT INTO search_near SELECT k, w.word FROM (SELECT DISTINCT word FROM search_word) w, search_near_keys(w.word) k;
