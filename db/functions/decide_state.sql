-- Puts a pending entry on the register.
CREATE OR REPLACE FUNCTION decide_verify(which bigint, version integer, person text, supervisor boolean) RETURNS decision_answer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
BEGIN
    problem := coalesce(problem, (SELECT CASE WHEN state <> 'pending' THEN 'state' WHEN draft THEN 'draft' END FROM entry WHERE entry_id = which));
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    UPDATE entry SET state = 'verified', verified_by = person, verified_at = now(), claimed_by = NULL, claimed_until = NULL WHERE entry_id = which;
    RETURN decision_made(which, 'verify', person, NULL, NULL, NULL, NULL, NULL, NULL);
END
$$;

-- Says that an entry is no order and no part of one, or of no use as a copy. code: a word of the screen's list.
CREATE OR REPLACE FUNCTION decide_reject(which bigint, version integer, person text, supervisor boolean, code text, words text)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
BEGIN
    problem := coalesce(problem, (SELECT CASE WHEN state <> 'pending' THEN 'state' WHEN code !~ '^[a-z_]+$' OR code IS NULL THEN 'reason' END
                                    FROM entry WHERE entry_id = which));
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    UPDATE entry SET state = 'rejected', claimed_by = NULL, claimed_until = NULL WHERE entry_id = which;
    RETURN decision_made(which, 'reject', person, NULL, NULL, NULL, code, words, NULL);
END
$$;

-- "Not a draft: I see the seal", or the reverse.
CREATE OR REPLACE FUNCTION decide_draft(which bigint, version integer, person text, supervisor boolean, is_draft boolean, words text)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
BEGIN
    problem := coalesce(problem, (SELECT CASE WHEN state <> 'pending' OR draft = is_draft THEN 'state'
                                              WHEN coalesce(btrim(words), '') = '' THEN 'reason' END FROM entry WHERE entry_id = which));
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    UPDATE entry SET draft = is_draft WHERE entry_id = which;
    RETURN decision_made(which, 'draft', person, NULL, NULL, NULL, CASE WHEN is_draft THEN 'draft' ELSE 'sealed' END, words, NULL);
END
$$;

-- Retention: the entry leaves with all that belongs to it alone. The reason stays in the audit: it must name nobody.
CREATE OR REPLACE FUNCTION decide_erase(which bigint, version integer, person text, supervisor boolean, words text)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
BEGIN
    problem := coalesce(problem, (SELECT CASE WHEN NOT coalesce(supervisor, false) THEN 'supervisor' WHEN legal_hold THEN 'hold'
                                              WHEN coalesce(btrim(words), '') = '' THEN 'reason' END FROM entry WHERE entry_id = which));
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    PERFORM decision_begin();
    DELETE FROM entry WHERE entry_id = which;
    INSERT INTO audit (actor, operation, subject, subject_id, reason)
    VALUES (session_user || ':' || person, 'erase', 'entry', which, words);
    RETURN ROW ('done', NULL, NULL, NULL)::decision_answer;
END
$$;
