-- Looks that deserve a question. None of them says that somebody did wrong.

-- Surnames of the people of an order: the last word of a name, or what stands before its comma; of a double name each half too.
CREATE OR REPLACE FUNCTION audit_surnames(which bigint) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (
    WITH name AS (
         SELECT f.value AS name FROM effective_field f WHERE f.entry_id = which AND f.name IN ('respondent', 'protected_person') AND f.value IS NOT NULL
         UNION
         SELECT CASE jsonb_typeof(i) WHEN 'object' THEN i ->> 'name' ELSE i #>> '{}' END
           FROM effective_field f, jsonb_array_elements(f.value::jsonb) i
          WHERE f.entry_id = which AND f.name IN ('protected_people', 'respondent_aliases', 'children') AND f.value IS NOT NULL),
    last AS (SELECT regexp_replace(btrim(search_fold(CASE WHEN strpos(name, ',') > 0 THEN split_part(name, ',', 1) ELSE name END)), '^.*\s', '') AS word FROM name)
    SELECT coalesce(array_agg(DISTINCT w), '{}')
      FROM (SELECT word AS w FROM last UNION SELECT replace(word, '-', '') FROM last UNION SELECT unnest(string_to_array(word, '-')) FROM last) x
     WHERE length(w) > 1);
END
$$;

-- True for "marlow", "d.marlow", "dean_marlow@force.example" and "dmarlow": what accounts are called.
CREATE OR REPLACE FUNCTION audit_bears(account text, surnames text[]) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = ccot, pg_temp AS $$
    SELECT EXISTS (SELECT FROM regexp_split_to_table(split_part(search_fold(account), '@', 1), '[^[:alpha:]]+') part, unnest(surnames) surname
                    WHERE part = surname OR length(surname) > 3 AND length(part) = length(surname) + 1 AND right(part, -1) = surname)
        OR replace(regexp_replace(split_part(search_fold(account), '@', 1), '^[^.]*\.', ''), '-', '') = ANY (surnames)
$$;

-- What people looked at since then, by the mail that it lies in: who, when, of which entry. works: it was taken in hand, changed, or searched for or
-- opened with a reason.
CREATE OR REPLACE FUNCTION audit_looks(since timestamptz)
    RETURNS TABLE (at timestamptz, who text, subject text, number bigint, message_id bigint, entry_id bigint, works boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT a.at, audit_who(a.actor), a.subject, a.subject_id, coalesce(e.message_id, d.message_id, al.message_id, CASE WHEN a.subject = 'message' THEN a.subject_id END),
           CASE WHEN a.subject = 'entry' THEN a.subject_id END,
           a.operation NOT IN ('consult', 'disclose') OR a.subject = 'entry' AND a.reason IS NOT NULL
           OR coalesce(a.reason IN ('taken from the queue', 'next from the queue') OR a.subject = 'document' AND a.reason ~ '^(opened|page \d+): ', false)
      FROM audit a
      LEFT JOIN entry e ON a.subject = 'entry' AND e.entry_id = a.subject_id
      LEFT JOIN document d ON a.subject = 'document' AND d.document_id = a.subject_id
      LEFT JOIN alert al ON a.subject = 'alert' AND al.alert_id = a.subject_id
     WHERE a.at >= since AND a.actor LIKE 'ccot\_%:%' AND a.subject IN ('entry', 'document', 'message', 'alert') AND a.subject_id IS NOT NULL
    UNION ALL -- a search with a reason is work on what it showed
    SELECT a.at, audit_who(a.actor), 'search', NULL, e.message_id, e.entry_id, true
      FROM audit a, jsonb_array_elements_text(a.shown -> 'entries') s JOIN entry e ON e.entry_id = s::bigint
     WHERE a.at >= since AND a.subject = 'search' AND a.reason IS NOT NULL AND a.actor LIKE 'ccot\_%:%';
END
$$;

-- Three lists of the last days, each of at most most rows: outside (looked at with no work of the same person on it within eight hours before or
-- after), repeated (an entry looked at on three occasions or more, an hour apart), surname (the account bears a name of the people of the order).
-- Null for who may not.
CREATE OR REPLACE FUNCTION audit_unusual(person text, days integer, most integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    since timestamptz := now() - make_interval(days => days);
    found jsonb;
BEGIN
    IF NOT audit_may(person) THEN
        RETURN NULL;
    END IF;
    WITH look AS MATERIALIZED (SELECT * FROM audit_looks(since - interval '8 hours')),
    view AS MATERIALIZED (SELECT * FROM look l WHERE l.at >= since AND l.subject <> 'search' AND NOT l.works),
    outside AS (
         SELECT v.who, v.message_id, min(v.entry_id) AS entry_id, count(*) AS looks, min(v.at) AS first_at, max(v.at) AS last_at
           FROM view v
          WHERE v.message_id IS NOT NULL
            AND NOT EXISTS (SELECT FROM look w WHERE w.works AND w.who = v.who AND w.message_id = v.message_id
                               AND w.at BETWEEN v.at - interval '8 hours' AND v.at + interval '8 hours')
          GROUP BY v.who, v.message_id),
    step AS (
         SELECT v.who, v.entry_id, v.at, coalesce(v.at - lag(v.at) OVER (PARTITION BY v.who, v.entry_id ORDER BY v.at) > interval '1 hour', true) AS fresh
           FROM view v WHERE v.subject = 'entry'),
    repeated AS (
         SELECT s.who, s.entry_id, count(*) FILTER (WHERE s.fresh) AS looks, min(s.at) AS first_at, max(s.at) AS last_at,
                EXISTS (SELECT FROM look w WHERE w.works AND w.subject <> 'search' AND w.who = s.who AND w.entry_id = s.entry_id) AS worked
           FROM step s GROUP BY s.who, s.entry_id HAVING count(*) FILTER (WHERE s.fresh) > 2),
    met AS (
         SELECT l.who, e.entry_id, count(*) AS looks, min(l.at) AS first_at, max(l.at) AS last_at
           FROM look l JOIN entry e ON e.message_id = l.message_id AND (l.entry_id IS NULL OR l.entry_id = e.entry_id)
          WHERE l.at >= since GROUP BY l.who, e.entry_id),
    surname AS (SELECT m.* FROM met m WHERE audit_bears(m.who, audit_surnames(m.entry_id)))
    SELECT jsonb_build_object(
           'outside', (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.last_at DESC), '[]') FROM (SELECT * FROM outside ORDER BY last_at DESC LIMIT most) x),
           'outside_count', (SELECT count(*) FROM outside),
           'repeated', (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.worked, x.looks DESC, x.last_at DESC), '[]')
                          FROM (SELECT * FROM repeated ORDER BY worked, looks DESC, last_at DESC LIMIT most) x),
           'repeated_count', (SELECT count(*) FROM repeated),
           'surname', (SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.last_at DESC), '[]') FROM (SELECT * FROM surname ORDER BY last_at DESC LIMIT most) x),
           'surname_count', (SELECT count(*) FROM surname), 'days', days)
      INTO found;
    PERFORM audit_write_list('audit', person, format('unusual looks of %s days', days),
                             jsonb_path_query_array(found, '$.*[*].entry_id'), jsonb_path_query_array(found, '$.*[*].message_id'));
    RETURN found;
END
$$;
