-- The value of a field stands on the paper as it is shown; what came with a copy stays bound to it.
CREATE OR REPLACE FUNCTION decide_confirm(which bigint, version integer, person text, supervisor boolean, field_name text)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    answer decision_answer;
BEGIN
    problem := coalesce(problem, (SELECT CASE WHEN state NOT IN ('pending', 'verified') THEN 'state' END FROM entry WHERE entry_id = which),
                        CASE WHEN NOT EXISTS (SELECT FROM effective_field v WHERE v.entry_id = which AND v.name = field_name
                                                 AND v.value IS NOT NULL) THEN 'state' END);
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    answer := decision_made(which, 'confirm', person, NULL, NULL, field_name, NULL, NULL, NULL);
    -- what a person gave already needs no second fact
    INSERT INTO fact (decision_id, entry_id, name, value, origin, replaced)
    SELECT answer.decision_id, which, v.name, v.value, 'confirmed', v.value FROM effective_field v
     WHERE v.entry_id = which AND v.name = field_name AND v.origin IS NULL;
    RETURN answer;
END
$$;

-- Sets the value of a field; null: the order does not state it. origin: misread, paper, elsewhere (known_from says where).
CREATE OR REPLACE FUNCTION decide_correct(which bigint, version integer, person text, supervisor boolean, field_name text, field_value text,
    source text, source_name text) RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    now_state text;
    answer decision_answer;
BEGIN
    SELECT state INTO now_state FROM entry WHERE entry_id = which;
    problem := coalesce(problem, CASE WHEN now_state NOT IN ('pending', 'verified') THEN 'state'
                                      WHEN source = 'elsewhere' AND coalesce(btrim(source_name), '') = '' THEN 'reason' END);
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    IF source NOT IN ('misread', 'paper', 'elsewhere') OR source IS NULL OR NOT coalesce(is_field_value(field_name, field_value), false) THEN
        RAISE EXCEPTION 'decision: no such value' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    answer := decision_made(which, 'correct', person, NULL, NULL, field_name, source, NULL, NULL);
    INSERT INTO fact (decision_id, entry_id, name, value, origin, known_from, replaced, waits)
    VALUES (answer.decision_id, which, field_name, field_value, source, source_name,
            (SELECT v.value FROM effective_field v WHERE v.entry_id = which AND v.name = field_name),
            decision_is_end(field_name) AND (source <> 'misread' OR now_state = 'verified'));
    PERFORM decision_unsettle(which, person, ARRAY[field_name]);
    RETURN answer;
END
$$;
