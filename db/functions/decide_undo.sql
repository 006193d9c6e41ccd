-- Takes one decision back: who decided within 15 minutes, a supervisor always and with a reason. What hung on it goes too.
CREATE OR REPLACE FUNCTION decide_undo(which bigint, version integer, person text, supervisor boolean, what bigint, words text)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    old decision;
    own boolean;
    now_state text;
    answer decision_answer;
BEGIN
    SELECT * INTO old FROM decision WHERE decision_id = what AND entry_id = which FOR UPDATE;
    IF problem IS NULL AND NOT FOUND THEN
        problem := 'absent';
    END IF;
    SELECT state INTO now_state FROM entry WHERE entry_id = which;
    own := old.decided_by = person AND old.decided_at > now() - interval '15 minutes';
    problem := coalesce(problem, CASE
        WHEN old.undone_at IS NOT NULL THEN 'state'
        WHEN NOT own AND NOT coalesce(supervisor, false) THEN CASE WHEN old.decided_by = person THEN 'late' ELSE 'supervisor' END
        WHEN NOT own AND coalesce(btrim(words), '') = '' THEN 'reason'
        WHEN old.kind = 'verify' AND now_state <> 'verified' OR old.kind = 'reject' AND now_state <> 'rejected'
             OR old.kind = 'draft' AND now_state <> 'pending' OR old.kind = 'duplicate' AND now_state = 'rejected' THEN 'state'
        WHEN old.kind = 'service' AND EXISTS (SELECT FROM decision d WHERE d.service_id = old.service_id AND d.undone_at IS NULL
                                               AND d.decision_id > what) THEN 'state'
        WHEN old.kind IN ('verify', 'reject', 'type') AND EXISTS (SELECT FROM decision d WHERE d.entry_id = which AND d.kind = old.kind
                                                            AND d.undone_at IS NULL AND d.decision_id > what) THEN 'state' END);
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    PERFORM decision_begin();
    UPDATE decision d SET undone_by = person, undone_at = now(), undo_reason = nullif(btrim(words), '')
     WHERE d.undone_at IS NULL
       AND (d.decision_id = what
            OR old.kind = 'call_back' AND d.entry_id = which AND d.kind = 'second' AND d.about IS NOT DISTINCT FROM old.about
            OR old.kind = 'verify' AND d.entry_id = which AND d.kind IN ('call_back', 'second') AND d.about IS NULL
            OR old.kind IN ('correct', 'duplicate', 'ask', 'pass_on') AND d.about = what
            OR old.kind = 'duplicate' AND d.kind = 'duplicate' AND (d.entry_id, d.other_entry_id) IN
               ((old.entry_id, old.other_entry_id), (old.other_entry_id, old.entry_id)));
    DELETE FROM relation WHERE decision_id = what;
    IF old.kind = 'service' THEN
        PERFORM decision_unserve(old);
    END IF;
    PERFORM decision_unsettle(f.entry_id, person, ARRAY[f.name]) FROM fact f
      WHERE f.decision_id = what AND f.origin <> 'confirmed' AND old.kind IN ('correct', 'duplicate');
    IF old.kind = 'target' OR old.kind = 'type' AND old.code <> concat_ws(' ', old.before ->> 'order_type', old.before ->> 'action') THEN
        PERFORM decision_unsettle(which, person, NULL);
    END IF;
    UPDATE entry SET state = CASE WHEN old.kind IN ('verify', 'reject') OR old.kind = 'duplicate' AND state = 'duplicate' THEN 'pending' ELSE state END,
                     verified_by = CASE WHEN old.kind <> 'verify' THEN verified_by END,
                     verified_at = CASE WHEN old.kind <> 'verify' THEN verified_at END,
                     draft = CASE WHEN old.kind = 'draft' THEN NOT draft ELSE draft END,
                     order_type = CASE WHEN old.kind = 'type' THEN old.before ->> 'order_type' ELSE order_type END,
                     action = CASE WHEN old.kind = 'type' THEN old.before ->> 'action' ELSE action END
     WHERE entry_id = which RETURNING entry.row_version INTO answer.row_version;
    INSERT INTO audit (actor, operation, subject, subject_id, reason)
    VALUES (session_user || ':' || person, CASE WHEN old.other_entry_id IS NULL THEN 'alter' ELSE 'combine' END, 'entry', which,
            concat_ws(' ', 'undo', old.kind, 'decision ' || what));
    answer.result := 'done';
    answer.decision_id := what;
    RETURN answer;
END
$$;
