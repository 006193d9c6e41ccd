-- What kind of order it is and what it does, as a person sees it on the paper; saying the same as was read confirms it.
CREATE OR REPLACE FUNCTION decide_type(which bigint, version integer, person text, supervisor boolean, new_type text, new_action text)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    old entry;
    answer decision_answer;
BEGIN
    SELECT * INTO old FROM entry WHERE entry_id = which;
    problem := coalesce(problem, CASE WHEN old.state NOT IN ('pending', 'verified') THEN 'state'
                                      WHEN new_type = 'unclassified' OR new_action = 'unknown' THEN 'reason' END);
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    answer := decision_made(which, 'type', person, NULL, NULL, NULL, new_type || ' ' || new_action, NULL, NULL);
    UPDATE decision SET before = jsonb_build_object('order_type', old.order_type, 'action', old.action) WHERE decision_id = answer.decision_id;
    IF (new_type, new_action) <> (old.order_type, old.action) THEN
        UPDATE entry SET order_type = new_type, action = new_action WHERE entry_id = which RETURNING row_version INTO answer.row_version;
        PERFORM decision_unsettle(which, person, NULL);
    END IF;
    RETURN answer;
END
$$;

-- The order on which this one acts, chosen by a person, one at a time; what was found before by itself counts no more. does: varies, extends, discharges.
CREATE OR REPLACE FUNCTION decide_target(which bigint, version integer, person text, supervisor boolean, other bigint, does text, words text)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    answer decision_answer;
BEGIN
    IF does NOT IN ('varies', 'extends', 'discharges') OR does IS NULL THEN
        RAISE EXCEPTION 'decision: an order does not % another', does USING ERRCODE = 'invalid_parameter_value';
    END IF;
    problem := coalesce(problem, CASE WHEN other = which THEN 'itself' END,
                        (SELECT CASE WHEN state NOT IN ('pending', 'verified') THEN 'state' END FROM entry WHERE entry_id = which));
    IF problem IS NULL THEN
        PERFORM FROM entry WHERE entry_id = other AND state IN ('pending', 'verified') FOR NO KEY UPDATE;
        problem := CASE WHEN NOT FOUND THEN 'not_living'
                        WHEN EXISTS (SELECT FROM relation r WHERE r.entry_id = which AND r.earlier_entry_id = other AND r.kind = does
                                        AND r.decision_id IS NOT NULL) THEN 'state' END;
    END IF;
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    answer := decision_made(which, 'target', person, other, NULL, NULL, does, words, NULL);
    -- what the program thought that it acts on
    DELETE FROM relation WHERE entry_id = which AND kind IN ('varies', 'extends', 'discharges', 'succeeds') AND decision_id IS NULL;
    INSERT INTO relation (entry_id, earlier_entry_id, kind, reasons, decision_id)
    VALUES (which, other, does, ARRAY['a person says so'], answer.decision_id);
    PERFORM decision_unsettle(which, person, NULL);
    RETURN answer;
END
$$;

-- Somebody was asked (of_kind ask; code: sender, court, other), or has it from us now (pass_on): the entry waits for the answer or the receipt.
CREATE OR REPLACE FUNCTION decide_wait(which bigint, version integer, person text, supervisor boolean, of_kind text, code text, words text,
    chase date) RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := decision_problem(which, version, person, supervisor);
    answer decision_answer;
BEGIN
    IF of_kind NOT IN ('ask', 'pass_on') OR of_kind IS NULL OR coalesce(code NOT IN ('sender', 'court', 'force', 'other'), true) THEN
        RAISE EXCEPTION 'decision: nobody is asked so' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- until that day nobody is given the entry: a year that was mistyped would put it away for good
    problem := coalesce(problem, CASE WHEN coalesce(btrim(words), '') = '' OR chase IS NULL THEN 'reason'
                                      WHEN chase > (now() AT TIME ZONE 'Europe/London')::date + 92 THEN 'chase' END,
                        (SELECT CASE WHEN state NOT IN ('pending', 'verified') THEN 'state' END FROM entry WHERE entry_id = which));
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    PERFORM decision_begin();
    INSERT INTO decision (entry_id, kind, code, reason, decided_by, chase_on) VALUES (which, of_kind, code, btrim(words), person, chase)
    RETURNING decision_id INTO answer.decision_id;
    UPDATE entry SET priority = priority WHERE entry_id = which RETURNING row_version INTO answer.row_version;
    INSERT INTO audit (actor, operation, subject, subject_id, recipient, reason)
    VALUES (session_user || ':' || person, CASE of_kind WHEN 'ask' THEN 'alter' ELSE 'disclose' END, 'entry', which, code,
            concat_ws(' ', of_kind, code, 'decision ' || answer.decision_id));
    answer.result := 'done';
    RETURN answer;
END
$$;

-- The answer came, or the receipt: the entry waits no more for that.
CREATE OR REPLACE FUNCTION decide_settle(which bigint, version integer, person text, supervisor boolean, what bigint, words text)
    RETURNS decision_answer LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := coalesce(decision_problem(which, version, person, supervisor), CASE WHEN coalesce(btrim(words), '') = '' THEN 'reason' END);
BEGIN
    IF problem IS NULL AND NOT EXISTS (SELECT FROM decision d
                                        WHERE d.decision_id = what AND d.entry_id = which AND d.chase_on IS NOT NULL AND d.undone_at IS NULL
                                          AND NOT EXISTS (SELECT FROM decision s WHERE s.about = what AND s.kind = 'settle' AND s.undone_at IS NULL)) THEN
        problem := 'state';
    END IF;
    IF problem IS NOT NULL THEN
        RETURN decision_refused(which, problem);
    END IF;
    RETURN decision_made(which, 'settle', person, NULL, what, NULL, NULL, words, NULL);
END
$$;

-- For reread_* alone: a person said what kind of order it is.
CREATE OR REPLACE FUNCTION entry_type_is_decided(of_entry bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = ccot, pg_temp AS $$
    SELECT EXISTS (SELECT FROM decision d WHERE d.entry_id = of_entry AND d.kind = 'type' AND d.undone_at IS NULL)
$$;

-- Who sent a mail, as far as we know: since when, how many mails, which words the name bears, and mails of the same sender in the week after
-- it that take something back, until somebody decided on them. An address, closed to plain readers. Mails are counted up to a hundred, in the
-- order of the index: a great sender has tens of thousands, and the planner takes each for one of average size.
CREATE OR REPLACE FUNCTION message_sender(of_message bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp SET enable_sort = off AS $$
BEGIN
    RETURN (SELECT jsonb_build_object('address', m.from_address, 'name', m.from_name, 'junk', m.junk, 'automatic', m.automatic, 'conflict', m.conflict, 'elsewhere', m.submitted_elsewhere,
           'gateway', m.gateway, 'dmarc', m.dmarc,
           'reply_back_at', (SELECT o.bounced_at FROM outbox o WHERE o.message_id = m.message_id AND o.kind = 'acknowledgement' AND o.status = 'bounced'),
           'first_at', (SELECT min(x.received_at) FROM message x WHERE lower(x.from_address) = lower(m.from_address)),
           'mails', (SELECT count(*) FROM (SELECT FROM message x WHERE lower(x.from_address) = lower(m.from_address)
                                                ORDER BY x.received_at LIMIT 100) n),
           'taken_back', (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('message_id', x.message_id, 'received_at', x.received_at)), '[]')
                            FROM alert a JOIN message x ON x.message_id = a.message_id
                           WHERE a.kind = 'retraction' AND a.handled_at IS NULL AND lower(x.from_address) = lower(m.from_address)
                             AND x.received_at BETWEEN m.received_at AND m.received_at + interval '7 days'))
      FROM message m WHERE m.message_id = of_message);
END
$$;
