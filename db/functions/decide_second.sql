-- Who holds an entry does not stand in the way here: the second person is another one by rule.

-- The court was rung on a number that is held already: by whom, with whom, what was said. about: the decision that set an end, or
-- null for what the verified order does.
CREATE OR REPLACE FUNCTION decide_call_back(which bigint, version integer, person text, supervisor boolean, what bigint, whom text, words text)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := coalesce(nullif(decision_problem(which, version, person, supervisor), 'held'), decision_second_problem(which, what),
                             CASE WHEN coalesce(btrim(whom), '') = '' THEN 'reason' END);
BEGIN
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    RETURN decision_made(which, 'call_back', person, NULL, what, NULL, NULL, concat_ws(': ', btrim(whom), nullif(btrim(words), '')), NULL);
END
$$;

-- The second person: never one who verified the order, chose whom it acts on or set the end, and only after a call-back.
CREATE OR REPLACE FUNCTION decide_second(which bigint, version integer, person text, supervisor boolean, what bigint)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := coalesce(nullif(decision_problem(which, version, person, supervisor), 'held'), decision_second_problem(which, what));
    first text;
BEGIN
    SELECT coalesce((SELECT decided_by FROM decision WHERE decision_id = what), verified_by) INTO first FROM entry WHERE entry_id = which;
    problem := coalesce(problem,
        CASE WHEN EXISTS (SELECT FROM decision WHERE entry_id = which AND kind = 'second' AND about IS NOT DISTINCT FROM what AND undone_at IS NULL)
             THEN 'state'
             WHEN NOT EXISTS (SELECT FROM decision WHERE entry_id = which AND kind = 'call_back' AND about IS NOT DISTINCT FROM what
                                 AND undone_at IS NULL) THEN 'call_back'
             WHEN first IS NULL OR lower(btrim(first)) = lower(btrim(person))
                  -- who chose the order that ends has looked at it once already
                  OR what IS NULL AND EXISTS (SELECT FROM decision WHERE entry_id = which AND kind = 'target' AND undone_at IS NULL
                                                 AND lower(btrim(decided_by)) = lower(btrim(person))) THEN 'same_person' END);
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    RETURN decision_made(which, 'second', person, NULL, what, NULL, NULL, NULL, NULL);
END
$$;
