-- How alerts and mails come to an end. What people write stays out of the audit: it may name others.

-- Answers done, outcome (none of the list, or neither an incident number nor why there is none), gone (closed before) or role.
CREATE OR REPLACE FUNCTION alert_close(person text, which bigint, with_outcome text, incident_number text, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := queue_refusal(person);
    mail bigint;
BEGIN
    IF problem IS NOT NULL THEN
        RETURN problem;
    ELSIF coalesce(with_outcome NOT IN ('control_room', 'officer', 'answered', 'decided', 'no_alert'), true)
          OR coalesce(btrim(incident_number), '') = '' AND coalesce(btrim(why), '') = '' THEN
        RETURN 'outcome';
    END IF;
    UPDATE alert a SET handled_by = person, handled_at = now(), outcome = with_outcome, incident = nullif(btrim(incident_number), ''),
           words = nullif(btrim(why), ''), taken_by = coalesce(a.taken_by, person), taken_at = coalesce(a.taken_at, now())
     WHERE a.alert_id = which AND a.handled_at IS NULL RETURNING a.message_id INTO mail;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    PERFORM audit_write('alter', 'alert', which, person, NULL, format('closed as %s, message %s', with_outcome, mail));
    RETURN 'done';
END
$$;

-- Answers done, outcome (none of the list, or no words), alert (one of the mail is open), gone (it has one, or is being read) or role.
CREATE OR REPLACE FUNCTION mail_close(person text, which bigint, with_outcome text, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := queue_refusal(person);
BEGIN
    IF problem IS NOT NULL THEN
        RETURN problem;
    ELSIF coalesce(with_outcome NOT IN ('nothing_to_do', 'answered', 'joined', 'by_hand', 'passed_on'), true) OR coalesce(btrim(why), '') = '' THEN
        RETURN 'outcome';
    END IF;
    PERFORM FROM message m WHERE m.message_id = which AND m.outcome IS NULL AND m.state IN ('queued', 'failed') FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN 'gone';
    ELSIF EXISTS (SELECT FROM message m WHERE m.message_id = which AND m.held_until > now() AND m.held_by <> person) THEN
        RETURN 'held';
    ELSIF EXISTS (SELECT FROM alert a WHERE a.message_id = which AND a.handled_at IS NULL) THEN
        RETURN 'alert';
    END IF;
    UPDATE message m SET outcome = with_outcome, outcome_words = btrim(why), handled_by = person, handled_at = now(),
           held_by = NULL, held_until = NULL WHERE m.message_id = which;
    PERFORM audit_write('alter', 'message', which, person, NULL, 'closed as ' || with_outcome);
    RETURN 'done';
END
$$;

-- Takes a mail's outcome back: who gave it, or a supervisor. Answers done, held (another's), gone or role.
CREATE OR REPLACE FUNCTION mail_open_again(person text, which bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := queue_refusal(person);
    giver text;
BEGIN
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    SELECT m.handled_by INTO giver FROM message m WHERE m.message_id = which AND m.outcome IS NOT NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN 'gone';
    ELSIF giver <> person AND NOT EXISTS (SELECT FROM staff s WHERE s.name = person AND s.role = 'supervisor') THEN
        RETURN 'held';
    END IF;
    UPDATE message m SET outcome = NULL, outcome_words = NULL, handled_by = NULL, handled_at = NULL WHERE m.message_id = which;
    PERFORM audit_write('alter', 'message', which, person, NULL, 'open again');
    RETURN 'done';
END
$$;
