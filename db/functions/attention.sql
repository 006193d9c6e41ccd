-- Entries of which one decisive field is typed from the paper before what was read is shown (the screen's setting says one in how many).

-- The field that is still to be typed; null: none. Only of what waits, was read from a page, and nobody has decided; never of an order that is
-- closed to most people, whose few readers have other cares.
CREATE OR REPLACE FUNCTION attention_asked(which bigint, one_in integer) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    drawn bytea;
    names text[];
    picked text;
BEGIN
    IF coalesce(one_in, 0) <= 0 THEN
        RETURN NULL;
    END IF;
    SELECT sha256(convert_to(s.salt || ':' || which, 'UTF8')) INTO drawn FROM attention_salt s;
    IF ((get_byte(drawn, 0) * 256 + get_byte(drawn, 1)) * 256 + get_byte(drawn, 2)) % one_in <> 0
       OR NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = which AND e.state = 'pending' AND NOT e.draft)
       OR EXISTS (SELECT FROM attention t WHERE t.entry_id = which)
       OR EXISTS (SELECT FROM entry_restriction) AND which IN (SELECT restriction_circle(ARRAY(SELECT r.entry_id FROM entry_restriction r))) THEN
        RETURN NULL;
    END IF;
    -- one of what the program read, whatever was decided since: no other takes its place
    names := ARRAY(SELECT f.name FROM field f
                    WHERE f.entry_id = which AND f.page IS NOT NULL AND f.value <> ''
                      AND (f.name IN ('respondent', 'respondent_dob', 'made_on')
                           -- an end that is printed, not worked out from a period
                           OR f.name = 'expires_on' AND f.value ~ '^\d' AND NOT EXISTS (SELECT FROM field l WHERE l.entry_id = which AND l.name = 'duration_text')
                           -- of several people the list beside it would tell the first
                           OR f.name = 'protected_person' AND NOT EXISTS (SELECT FROM field l WHERE l.entry_id = which AND l.name = 'protected_people' AND jsonb_array_length(l.value::jsonb) > 1))
                      -- nor what the terms, which stay in sight, say again
                      AND NOT EXISTS (SELECT FROM field l WHERE l.entry_id = which AND l.name = 'prohibitions' AND strpos(lower(l.value), lower(f.raw)) > 0)
                    ORDER BY f.name);
    picked := names[1 + get_byte(drawn, 3) % nullif(cardinality(names), 0)];
    RETURN (SELECT v.name FROM effective_field v WHERE v.entry_id = which AND v.name = picked AND v.origin IS NULL AND v.value IS NOT NULL);
END
$$;

-- For the page of an entry: what is asked, or what was typed otherwise than read; null for most.
CREATE OR REPLACE FUNCTION attention_told(which bigint, one_in integer) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    asked text := attention_asked(which, one_in);
BEGIN
    IF asked IS NOT NULL THEN
        RETURN jsonb_build_object('asked', asked);
    END IF;
    RETURN (SELECT jsonb_build_object('name', t.name, 'typed', t.typed, 'typed_by', t.typed_by) FROM attention t WHERE t.entry_id = which AND NOT t.as_read);
END
$$;

-- Whether two readings are the same but for case, spaces and signs.
CREATE OR REPLACE FUNCTION attention_key(value text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = ccot, pg_temp AS $$
    SELECT regexp_replace(lower(value), '[^[:alnum:]]', '', 'g')
$$;

-- What a person typed of the field that is asked for; null: the paper does not state it. Typed as it was read it is decided so; otherwise both
-- are shown and the person decides.
CREATE OR REPLACE FUNCTION decide_attention(which bigint, version integer, person text, supervisor boolean, field_name text, field_value text, one_in integer)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    read text;
    same boolean;
    answer decision_answer;
BEGIN
    problem := coalesce(problem, CASE WHEN attention_asked(which, one_in) IS DISTINCT FROM field_name THEN 'state' END);
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    SELECT v.value INTO read FROM effective_field v WHERE v.entry_id = which AND v.name = field_name;
    same := coalesce(attention_key(field_value) = attention_key(read), false);
    INSERT INTO attention (entry_id, name, typed, shown, as_read, typed_by) VALUES (which, field_name, field_value, read, same, person);
    PERFORM audit_write('alter', 'entry', which, person, NULL, format('typed %s from the paper: %s', field_name, CASE WHEN same THEN 'as it was read' ELSE 'otherwise than read' END));
    IF same THEN
        RETURN decide_confirm(which, version, person, supervisor, field_name);
    END IF;
    PERFORM decision_begin();
    UPDATE entry SET priority = priority WHERE entry_id = which RETURNING row_version INTO answer.row_version;
    answer.result := 'done';
    RETURN answer;
END
$$;

-- For supervisors: of each person how often since then, how often as it was read, and of the rest who was right, as far as the field was decided.
CREATE OR REPLACE FUNCTION attention_people(since timestamptz) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (
    SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.name), '[]')
      FROM (SELECT t.typed_by AS name, count(*) AS typed, count(*) FILTER (WHERE t.as_read) AS as_read,
                   count(*) FILTER (WHERE NOT t.as_read AND v.origin = 'confirmed') AS slips,
                   count(*) FILTER (WHERE NOT t.as_read AND v.origin = 'misread') AS found
              FROM attention t LEFT JOIN effective_field v ON v.entry_id = t.entry_id AND v.name = t.name
             WHERE t.typed_at >= since GROUP BY t.typed_by) x);
END
$$;
