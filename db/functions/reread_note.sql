-- Notes what a reading says otherwise than a person has decided, and writes the audit by the names of the fields. A
-- difference that somebody has settled stays settled while the reading says the same. changes: a list of reread_changes.
CREATE OR REPLACE FUNCTION reread_note(of_message bigint, changes jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    DELETE FROM entry_difference n USING entry e
     WHERE e.message_id = of_message AND n.entry_id = e.entry_id
       AND NOT EXISTS (SELECT FROM jsonb_array_elements(changes) c
                        WHERE (c ->> 'entry_id')::bigint = n.entry_id AND c ->> 'name' = n.name AND c ->> 'effect' = 'kept'
                          AND c ->> 'value' IS NOT DISTINCT FROM n.value);
    INSERT INTO entry_difference (entry_id, name, value, raw, page, box, confidence)
    SELECT entry_id, name, value, raw, page, box, confidence
      FROM jsonb_to_recordset(changes) AS c (entry_id bigint, name text, effect text, value text, raw text, page integer,
           box double precision[], confidence double precision)
     WHERE effect = 'kept'
        ON CONFLICT (entry_id, name) DO NOTHING;
    INSERT INTO audit (operation, subject, subject_id, reason)
    SELECT 'alter', 'entry', entry_id, 'read again: ' || string_agg(name || ' ' || effect, ', ' ORDER BY name)
      FROM jsonb_to_recordset(changes) AS c (entry_id bigint, name text, effect text)
     WHERE entry_id IS NOT NULL AND NOT (name = 'order' AND effect = 'gone')
     GROUP BY entry_id;
    INSERT INTO audit (operation, subject, subject_id, reason) VALUES ('alter', 'message', of_message, 'read again');
END
$$;

-- Somebody has looked at what another reading says. Raises no_data_found when there is nothing open.
CREATE OR REPLACE FUNCTION difference_settle(of_entry bigint, of_name text, person text, why text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    UPDATE entry_difference SET settled_by = person, settled_at = now()
     WHERE entry_id = of_entry AND name = of_name AND settled_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'entry %: no open difference in %', of_entry, of_name USING ERRCODE = 'no_data_found';
    END IF;
    PERFORM audit_write('alter', 'entry', of_entry, person, NULL, 'difference in ' || of_name || ' settled: ' || coalesce(why, ''));
END
$$;
