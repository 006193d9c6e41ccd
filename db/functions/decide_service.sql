-- A person says that a statement of service is about the order (is_about), or that it is not, so that it is not proposed for it again.
-- was: the order that the screen showed the statement with, or null.
CREATE OR REPLACE FUNCTION decide_service(which bigint, version integer, person text, supervisor boolean, of_service bigint, is_about boolean,
    was bigint, words text) RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    statement service;
    head bigint;
    answer decision_answer;
BEGIN
    SELECT * INTO statement FROM service WHERE service_id = of_service FOR UPDATE;
    IF NOT FOUND THEN
        problem := coalesce(problem, 'absent');
    END IF;
    SELECT coalesce(representative_id, entry_id) INTO head FROM entry WHERE entry_id = statement.entry_id;
    problem := coalesce(problem,
        CASE WHEN head IS DISTINCT FROM (SELECT coalesce(representative_id, entry_id) FROM entry
                                          WHERE entry_id = CASE WHEN is_about THEN was ELSE which END) THEN 'stale'
             WHEN NOT is_about THEN NULL
             WHEN statement.joined = 'person' AND statement.entry_id = which THEN 'state'
             WHEN EXISTS (SELECT FROM entry WHERE entry_id = which AND (state = 'rejected' OR draft)) THEN 'not_living'
             WHEN EXISTS (SELECT FROM effective_field WHERE entry_id = which AND name = 'made_on' AND value::date > statement.served_on)
             THEN 'early' END);
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    PERFORM decision_begin();
    INSERT INTO decision (entry_id, kind, service_id, code, reason, decided_by, before)
    VALUES (which, 'service', of_service, CASE WHEN is_about THEN 'about' ELSE 'not_about' END, nullif(btrim(words), ''), person,
            jsonb_build_object('entry_id', statement.entry_id, 'joined', statement.joined, 'state', statement.state, 'warning', statement.warning,
                'refused', (SELECT to_jsonb(r) FROM service_refusal r WHERE r.service_id = of_service AND r.entry_id = which)))
    RETURNING decision.decision_id INTO answer.decision_id;
    IF is_about THEN
        DELETE FROM service_refusal WHERE service_id = of_service AND entry_id = which;
        UPDATE service SET entry_id = which, joined = 'person', state = 'fact', warning = NULL WHERE service_id = of_service;
    ELSE
        INSERT INTO service_refusal (service_id, entry_id, refused_by, reason) VALUES (of_service, which, person, nullif(btrim(words), ''))
            ON CONFLICT (service_id, entry_id) DO NOTHING;
        UPDATE service SET entry_id = NULL, joined = NULL, state = 'proposed', warning = NULL WHERE service_id = of_service;
    END IF;
    UPDATE entry SET priority = priority WHERE entry_id = which RETURNING entry.row_version INTO answer.row_version;
    PERFORM audit_write('alter', 'service', of_service, person, NULL,
                        CASE WHEN is_about THEN 'about' ELSE 'not about' END || ' entry ' || which || ' decision ' || answer.decision_id);
    answer.result := 'done';
    RETURN answer;
END
$$;

-- For decide_undo alone: the statement is joined again as it was before.
CREATE OR REPLACE FUNCTION decision_unserve(old decision) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    earlier bigint := (SELECT entry_id FROM entry WHERE entry_id = (old.before->>'entry_id')::bigint);
BEGIN
    UPDATE service SET entry_id = earlier, joined = CASE WHEN earlier IS NOT NULL THEN old.before->>'joined' END,
                       state = CASE WHEN earlier IS NOT NULL THEN old.before->>'state' ELSE 'proposed' END, warning = old.before->>'warning'
     WHERE service_id = old.service_id;
    DELETE FROM service_refusal WHERE service_id = old.service_id AND entry_id = old.entry_id;
    INSERT INTO service_refusal SELECT * FROM jsonb_populate_record(NULL::service_refusal, nullif(old.before->'refused', 'null'))
     WHERE jsonb_typeof(old.before->'refused') = 'object';
END
$$;
