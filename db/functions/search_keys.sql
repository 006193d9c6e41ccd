-- By what entries and mails are found (docs/decisions/0025-finding.md): what migration 0019 began with, as it stands now. Every mail
-- that is written calls these, so that letters without accents, nearly all there are, take a short way.

-- As text_fold() of base/text.h, without apostrophes.
CREATE OR REPLACE FUNCTION search_fold(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN octet_length(value) = length(value) THEN translate(lower(value COLLATE "C"), '''`', '') COLLATE "default"
                ELSE replace(translate(regexp_replace(lower(normalize(value, NFKD) COLLATE "und-x-icu"), '[\u0300-\u036f''`´‘’‚‛ʼ]', '', 'g'),
                                       'łøđı', 'lodi'), 'ß', 'ss') COLLATE "default" END
$$;
