-- For decide_call_back and decide_second alone: why nothing of this needs a second person, or not yet. Null when it does.
CREATE OR REPLACE FUNCTION decision_second_problem(which bigint, what bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF what IS NOT NULL THEN
        RETURN CASE WHEN NOT EXISTS (SELECT FROM fact f JOIN decision d USING (decision_id)
                                      WHERE f.decision_id = what AND f.entry_id = which AND f.waits AND d.undone_at IS NULL) THEN 'needless' END;
    END IF;
    RETURN (SELECT CASE WHEN action NOT IN ('discharged', 'varied', 'extended')
                             AND NOT EXISTS (SELECT FROM relation r WHERE r.entry_id = which AND r.kind IN ('varies', 'extends', 'discharges'))
                        THEN 'needless'
                        WHEN state <> 'verified' THEN 'state' END FROM entry WHERE entry_id = which);
END
$$;
