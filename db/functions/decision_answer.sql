-- For the functions decide_* alone: what they have in common. None of them may be executed by any program.

-- Locks the entry and says why nothing can be decided on it now; null when it can. A person's claim holds against others
-- but not against a supervisor. Of a person with an account, the account says what they may; for others the caller vouches.
CREATE OR REPLACE FUNCTION decision_problem(which bigint, version integer, person text, supervisor boolean) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    now_version integer;
    holder text;
BEGIN
    IF coalesce(btrim(person), '') = '' THEN
        RAISE EXCEPTION 'decision: nobody decides' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT e.row_version, CASE WHEN e.claimed_until > now() THEN e.claimed_by END INTO now_version, holder
      FROM entry e WHERE e.entry_id = which FOR NO KEY UPDATE;
    RETURN CASE WHEN NOT FOUND OR restriction_closes(person, which) THEN 'absent'
                WHEN now_version IS DISTINCT FROM version THEN 'stale'
                WHEN EXISTS (SELECT FROM staff s WHERE s.name = person AND (s.role NOT IN ('handler', 'supervisor') OR s.closed_at IS NOT NULL))
                THEN 'role'
                WHEN supervisor AND EXISTS (SELECT FROM staff s WHERE s.name = person AND s.role <> 'supervisor') THEN 'supervisor'
                WHEN holder <> person AND NOT coalesce(supervisor, false) THEN 'held' END;
END
$$;

-- The answer when nothing was written.
CREATE OR REPLACE FUNCTION decision_refused(which bigint, problem text) RETURNS decision_answer
    LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT CASE WHEN problem IN ('absent', 'stale') THEN problem ELSE 'refused' END,
           CASE WHEN problem IN ('absent', 'stale') THEN NULL ELSE problem END,
           NULL::bigint, (SELECT row_version FROM entry WHERE entry_id = which)
$$;

-- Notes that groups and courses have to be judged anew before this transaction may end.
CREATE OR REPLACE FUNCTION decision_begin() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    INSERT INTO decision_due DEFAULT VALUES ON CONFLICT DO NOTHING
$$;

-- Writes the decision with its audit row and gives the entry another version. What people write stays out of the audit: it may
-- name others, and leaves with the entry.
CREATE OR REPLACE FUNCTION decision_made(which bigint, kind text, person text, other bigint, about bigint, name text, code text, words text,
    evidence text) RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    answer decision_answer;
BEGIN
    PERFORM decision_begin();
    INSERT INTO decision (entry_id, kind, other_entry_id, about, name, code, reason, evidence, decided_by)
    VALUES (which, kind, other, about, name, code, nullif(btrim(words), ''), evidence, person)
    RETURNING decision.decision_id INTO answer.decision_id;
    UPDATE entry SET priority = priority WHERE entry_id = which RETURNING entry.row_version INTO answer.row_version;
    INSERT INTO audit (actor, operation, subject, subject_id, reason)
    VALUES (session_user || ':' || person, CASE WHEN other IS NULL THEN 'alter' ELSE 'combine' END, 'entry', which,
            concat_ws(' ', kind, code, name, 'entry ' || other, 'decision ' || answer.decision_id));
    answer.result := 'done';
    RETURN answer;
END
$$;

-- True for the fields from which an order's end follows.
CREATE OR REPLACE FUNCTION decision_is_end(name text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = ccot, pg_temp AS $$
    SELECT name IN ('expires_on', 'expires_at', 'duration_text')
$$;

-- What a second person confirmed of an order falls when what it does is changed afterwards.
CREATE OR REPLACE FUNCTION decision_unsettle(which bigint, person text, names text[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    UPDATE decision SET undone_by = person, undone_at = now(), undo_reason = 'what was confirmed was changed'
     WHERE entry_id = which AND kind IN ('call_back', 'second') AND about IS NULL AND undone_at IS NULL
       AND (names IS NULL OR names && ARRAY['made_on', 'expires_on', 'expires_at', 'duration_text', 'target_made_on'])
$$;
