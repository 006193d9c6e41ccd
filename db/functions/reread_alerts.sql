-- Brings the alerts of a message to another reading of it. What was handled stays handled, and the same words raise nothing
-- again. An open alert whose words are read otherwise takes the new words; one that is no longer raised goes, but for breach
-- and danger, which only a person closes.
-- alerts: of {kind, text, path}.
CREATE OR REPLACE FUNCTION reread_alerts(of_message bigint, alerts jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    said record;
    taken bigint[] := '{}';
    found_id bigint;
BEGIN
    FOR said IN SELECT * FROM jsonb_to_recordset(alerts) AS a (kind text, text text, path text) LOOP
        SELECT alert_id INTO found_id FROM alert a
         WHERE a.message_id = of_message AND a.kind = said.kind AND NOT a.alert_id = ANY(taken)
           AND (a.text = said.text OR a.handled_at IS NULL
                AND NOT EXISTS (SELECT FROM jsonb_to_recordset(alerts) AS o (kind text, text text) WHERE o.kind = a.kind AND o.text = a.text))
         ORDER BY (a.text = said.text) DESC, alert_id LIMIT 1;
        IF found_id IS NULL THEN
            INSERT INTO alert (message_id, kind, text, path) VALUES (of_message, said.kind, said.text, said.path) RETURNING alert_id INTO found_id;
        ELSE
            UPDATE alert SET text = said.text, path = said.path WHERE alert_id = found_id AND handled_at IS NULL;
        END IF;
        taken := taken || found_id;
    END LOOP;
    DELETE FROM alert WHERE message_id = of_message AND NOT alert_id = ANY(taken) AND handled_at IS NULL AND kind NOT IN ('breach', 'danger');
END
$$;
