-- Says that an entry is a copy of another. Values of the fields in taken go over with the copy as their source; those in refused
-- do not. An end that differs waits for a second person.
CREATE OR REPLACE FUNCTION decide_duplicate(which bigint, version integer, person text, supervisor boolean, original bigint, taken text[],
    refused text[], evidence text) RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    answer decision_answer;
BEGIN
    problem := coalesce(problem, CASE WHEN original = which THEN 'itself' END,
                        (SELECT CASE WHEN state NOT IN ('pending', 'verified') THEN 'state' END FROM entry WHERE entry_id = which));
    IF problem IS NULL THEN
        PERFORM FROM entry WHERE entry_id = original AND state IN ('pending', 'verified') FOR NO KEY UPDATE;
        problem := CASE WHEN NOT FOUND THEN 'not_living' END;
    END IF;
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    answer := decision_made(which, 'duplicate', person, original, NULL, NULL, NULL,
                            CASE WHEN cardinality(refused) > 0 THEN 'refused: ' || array_to_string(refused, ', ') END, evidence);
    INSERT INTO fact (decision_id, entry_id, name, value, origin, source_entry_id, replaced, raw, page, box, confidence, waits)
    SELECT answer.decision_id, original, c.name, c.value, 'copy', which, o.value, c.raw, c.page, c.box, c.confidence,
           decision_is_end(c.name) AND EXISTS (SELECT FROM effective_field x WHERE x.entry_id = original AND x.name IN ('expires_on', 'duration_text')
                                                  AND x.value IS NOT NULL)
      FROM effective_field c LEFT JOIN effective_field o ON o.entry_id = original AND o.name = c.name
     WHERE c.entry_id = which AND c.name = ANY (taken) AND c.value IS NOT NULL;
    -- last: what came to it from copies of its own is no longer its own from here on
    UPDATE entry SET state = 'duplicate', representative_id = original, claimed_by = NULL, claimed_until = NULL WHERE entry_id = which;
    IF cardinality(taken) > 0 THEN
        PERFORM decision_unsettle(original, person, taken);
        UPDATE entry SET priority = priority WHERE entry_id = original;
    END IF;
    RETURN answer;
END
$$;

-- Says that two entries are not the same order, for the evidence that was seen; with variation, that the one varies the other.
CREATE OR REPLACE FUNCTION decide_dismiss(which bigint, version integer, person text, supervisor boolean, other bigint, variation boolean,
    words text, evidence text) RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    answer decision_answer;
BEGIN
    problem := coalesce(problem, CASE WHEN other = which THEN 'itself' WHEN coalesce(btrim(words), '') = '' THEN 'reason' END,
                        (SELECT CASE WHEN state NOT IN ('pending', 'verified') THEN 'state' END FROM entry WHERE entry_id = which),
                        (SELECT 'state' FROM entry WHERE entry_id = other AND state = 'duplicate' AND representative_id = which));
    IF problem IS NULL THEN
        PERFORM FROM entry WHERE entry_id = other FOR NO KEY UPDATE;
        problem := CASE WHEN NOT FOUND THEN 'not_living' END;
    END IF;
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    -- what was said of this pair before is answered now
    UPDATE decision SET undone_by = person, undone_at = now(), undo_reason = 'decided anew'
     WHERE kind IN ('duplicate', 'dismiss') AND undone_at IS NULL
       AND (entry_id = which AND other_entry_id = other OR entry_id = other AND other_entry_id = which);
    answer := decision_made(which, 'dismiss', person, other, NULL, NULL, CASE WHEN variation THEN 'variation' ELSE 'not_same' END, words, evidence);
    IF variation THEN
        -- what the program thought that it acts on
        DELETE FROM relation WHERE entry_id = which AND kind IN ('varies', 'extends', 'discharges', 'succeeds') AND decision_id IS NULL;
        INSERT INTO relation (entry_id, earlier_entry_id, kind, reasons, decision_id)
        VALUES (which, other, 'varies', ARRAY['a person says so'], answer.decision_id);
    END IF;
    RETURN answer;
END
$$;
