-- Names the representative of each entry of a group (null: it represents itself), with an audit row for each that changes. Whoever
-- represents copies and was one itself is pending again.
CREATE OR REPLACE FUNCTION entry_group_write(heads jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    WITH wanted AS (SELECT * FROM jsonb_to_recordset(heads) AS w (entry_id bigint, representative_id bigint)),
         changed AS (UPDATE entry e
                        SET representative_id = w.representative_id,
                            state = CASE WHEN e.state = 'duplicate' AND w.representative_id IS NULL THEN 'pending' ELSE e.state END
                       FROM wanted w
                      WHERE e.entry_id = w.entry_id AND e.entry_id = ANY (ARRAY(SELECT entry_id FROM wanted)) -- by index, however many there are
                        AND (e.representative_id IS DISTINCT FROM w.representative_id
                             OR e.state = 'duplicate' AND w.representative_id IS NULL)
                     RETURNING e.entry_id, e.representative_id)
    INSERT INTO audit (actor, operation, subject, subject_id, reason)
    SELECT session_user, 'combine', 'entry', entry_id, coalesce('copy of entry ' || representative_id, 'represents its copies') FROM changed;
END
$$;
