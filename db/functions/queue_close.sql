-- How alerts, papers and mails come to an end. What people write stays out of the audit: it may name others. Each answers done, or why
-- nothing was written: role · gone (it waits no more, or there is none) · stale (the mail has changed since it was shown) · held (by
-- another) · outcome (none of the list, or what it needs is missing) · entry (no such entry) · alert, papers (some are still open).

CREATE OR REPLACE FUNCTION alert_close(person text, which bigint, with_outcome text, incident_number text, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := queue_refusal(person);
    mail bigint;
BEGIN
    IF problem IS NOT NULL THEN
        RETURN problem;
    ELSIF queue_is_shut(person, 'mail', (SELECT a.message_id FROM alert a WHERE a.alert_id = which)) THEN
        RETURN 'gone'; -- nobody ends an alert whose words they may not read
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

-- Takes an alert's end back: who closed it, or a supervisor. gone where its mail has an outcome, which is to be taken back first.
CREATE OR REPLACE FUNCTION alert_open_again(person text, of_mail bigint, version integer, which bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := mail_problem(person, of_mail, version);
    closer text := (SELECT a.handled_by FROM alert a WHERE a.alert_id = which AND a.message_id = of_mail AND a.handled_at IS NOT NULL);
BEGIN
    problem := coalesce(problem, CASE
        WHEN closer IS NULL OR EXISTS (SELECT FROM message m WHERE m.message_id = of_mail AND m.outcome IS NOT NULL) THEN 'gone'
        WHEN closer <> person AND NOT queue_is_supervisor(person) THEN 'held' END);
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    UPDATE alert a SET handled_by = NULL, handled_at = NULL, outcome = NULL, incident = NULL, words = NULL WHERE a.alert_id = which;
    UPDATE message m SET row_version = m.row_version + 1 WHERE m.message_id = of_mail;
    PERFORM audit_write('alter', 'alert', which, person, NULL, format('open again, message %s', of_mail));
    RETURN 'done';
END
$$;

-- For functions of this file alone: locks the mail and says why nothing can be decided on it now; null when it can.
CREATE OR REPLACE FUNCTION mail_problem(person text, which bigint, version integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := queue_refusal(person);
    mail message;
BEGIN
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    SELECT * INTO mail FROM message m WHERE m.message_id = which FOR NO KEY UPDATE;
    RETURN CASE WHEN NOT FOUND OR mail.state NOT IN ('queued', 'failed') OR queue_is_shut(person, 'mail', which) THEN 'gone'
                WHEN mail.row_version IS DISTINCT FROM version THEN 'stale'
                WHEN mail.held_until > now() AND mail.held_by <> person THEN 'held' END;
END
$$;

-- Gives papers of one mail an outcome. of_entry: needed with part_of and attached.
CREATE OR REPLACE FUNCTION paper_close(person text, of_mail bigint, version integer, papers bigint[], with_outcome text, of_entry bigint, why text)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := mail_problem(person, of_mail, version);
    which bigint;
BEGIN
    problem := coalesce(problem, CASE
        WHEN coalesce(with_outcome NOT IN ('nothing_to_do', 'part_of', 'attached', 'asked_again'), true) OR cardinality(papers) = 0 THEN 'outcome'
        WHEN with_outcome IN ('nothing_to_do', 'asked_again') AND coalesce(btrim(why), '') = '' THEN 'outcome'
        WHEN with_outcome IN ('part_of', 'attached')
             AND NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = of_entry AND e.state IN ('pending', 'verified', 'duplicate')) THEN 'entry'
        WHEN EXISTS (SELECT FROM unnest(papers) p
                      WHERE NOT EXISTS (SELECT FROM document d WHERE d.document_id = p AND d.message_id = of_mail AND document_is_open(d))) THEN 'gone' END);
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    UPDATE document d SET outcome = with_outcome, outcome_words = nullif(btrim(why), ''), decided_by = person, decided_at = now(),
           outcome_entry_id = CASE WHEN with_outcome IN ('part_of', 'attached') THEN of_entry END
     WHERE d.document_id = ANY (papers);
    UPDATE message m SET row_version = m.row_version + 1 WHERE m.message_id = of_mail;
    FOREACH which IN ARRAY papers LOOP
        PERFORM audit_write('alter', 'document', which, person, NULL, concat_ws(' ', 'outcome', with_outcome, 'entry ' || of_entry));
    END LOOP;
    RETURN 'done';
END
$$;

-- Takes a paper's outcome back: who gave it, or a supervisor.
CREATE OR REPLACE FUNCTION paper_open_again(person text, of_mail bigint, version integer, paper bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := mail_problem(person, of_mail, version);
    giver text := (SELECT d.decided_by FROM document d WHERE d.document_id = paper AND d.message_id = of_mail AND d.outcome IS NOT NULL);
BEGIN
    problem := coalesce(problem, CASE
        WHEN giver IS NULL OR EXISTS (SELECT FROM message m WHERE m.message_id = of_mail AND m.outcome IS NOT NULL) THEN 'gone'
        WHEN giver <> person AND NOT queue_is_supervisor(person) THEN 'held' END);
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    UPDATE document d SET outcome = NULL, outcome_words = NULL, outcome_entry_id = NULL, decided_by = NULL, decided_at = NULL WHERE d.document_id = paper;
    UPDATE message m SET row_version = m.row_version + 1 WHERE m.message_id = of_mail;
    PERFORM audit_write('alter', 'document', paper, person, NULL, 'open again');
    RETURN 'done';
END
$$;

-- An order that the program could not read, entered by a person: a new pending entry on the paper, whose fields are then typed on its
-- page. It stands for itself until a value is typed; its status says what is missing.
CREATE OR REPLACE FUNCTION paper_by_hand(person text, of_mail bigint, version integer, paper bigint, of_type text, of_action text)
    RETURNS TABLE (answer text, entry_id bigint) LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := mail_problem(person, of_mail, version);
BEGIN
    answer := coalesce(problem, CASE
        WHEN coalesce(of_action NOT IN ('made', 'varied', 'extended', 'discharged'), true) OR coalesce(of_type NOT IN ('non_molestation', 'restraining',
             'occupation', 'prohibited_steps', 'stalking_protection', 'forced_marriage_protection', 'fgm_protection', 'domestic_abuse_protection',
             'injunction', 'unclassified'), true) THEN 'outcome'
        WHEN NOT EXISTS (SELECT FROM document d WHERE d.document_id = paper AND d.message_id = of_mail) THEN 'gone' END, 'done');
    IF answer = 'done' THEN
        INSERT INTO entry (message_id, document_id, position, ordinal, order_type, action, received_at)
        SELECT of_mail, paper, coalesce(max(e.position) + 1, 0), coalesce(max(e.ordinal) FILTER (WHERE e.document_id = paper) + 1, 0), of_type, of_action,
               (SELECT m.received_at FROM message m WHERE m.message_id = of_mail)
          FROM entry e WHERE e.message_id = of_mail
        RETURNING entry.entry_id INTO paper_by_hand.entry_id;
        INSERT INTO entry_course (entry_id, begins_at, status, reason) VALUES (paper_by_hand.entry_id, '-infinity', 'check', 'no end found on the order');
        INSERT INTO decision (entry_id, kind, decided_by) VALUES (paper_by_hand.entry_id, 'by_hand', person);
        UPDATE message m SET row_version = m.row_version + 1 WHERE m.message_id = of_mail;
        PERFORM audit_write('alter', 'entry', paper_by_hand.entry_id, person, NULL, format('entered by hand from document %s', paper));
    END IF;
    RETURN NEXT;
END
$$;

-- of_entry: needed with joined. to_whom: with passed_on; without a receipt the mail stays open and says so.
CREATE OR REPLACE FUNCTION mail_close(person text, which bigint, version integer, with_outcome text, why text, of_entry bigint, to_whom text, of_receipt text)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := mail_problem(person, which, version);
    told text := nullif(btrim(to_whom), '');
    confirmed text := nullif(btrim(of_receipt), '');
BEGIN
    problem := coalesce(problem, CASE
        WHEN EXISTS (SELECT FROM message m WHERE m.message_id = which AND m.outcome IS NOT NULL) THEN 'gone'
        WHEN coalesce(with_outcome NOT IN ('nothing_to_do', 'automatic', 'answered', 'alert_closed', 'joined', 'by_hand', 'passed_on'), true)
             OR coalesce(btrim(why), '') = '' OR with_outcome = 'passed_on' AND told IS NULL
             OR with_outcome = 'alert_closed' AND NOT EXISTS (SELECT FROM alert a WHERE a.message_id = which) THEN 'outcome'
        WHEN with_outcome = 'joined' AND NOT EXISTS (SELECT FROM entry e WHERE e.entry_id = of_entry) THEN 'entry'
        WHEN with_outcome = 'passed_on' AND confirmed IS NULL THEN NULL
        WHEN EXISTS (SELECT FROM alert a WHERE a.message_id = which AND a.handled_at IS NULL) THEN 'alert'
        WHEN message_has_open_document(which) THEN 'papers' END);
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    IF with_outcome = 'passed_on' THEN
        UPDATE message m SET passed_to = told, passed_at = coalesce(m.passed_at, now()), receipt = confirmed WHERE m.message_id = which;
    END IF;
    IF with_outcome = 'passed_on' AND confirmed IS NULL THEN
        UPDATE message m SET outcome_words = btrim(why), held_by = NULL, held_until = NULL WHERE m.message_id = which;
        PERFORM audit_write('alter', 'message', which, person, NULL, 'passed on, no receipt yet');
        RETURN 'done';
    END IF;
    UPDATE message m SET outcome = with_outcome, outcome_words = btrim(why), joined_entry_id = CASE WHEN with_outcome = 'joined' THEN of_entry END,
           handled_by = person, handled_at = now(), held_by = NULL, held_until = NULL WHERE m.message_id = which;
    PERFORM audit_write('alter', 'message', which, person, NULL, 'closed as ' || with_outcome);
    RETURN 'done';
END
$$;

-- Takes a mail's outcome back, also that it was passed on: who gave it, or a supervisor.
CREATE OR REPLACE FUNCTION mail_open_again(person text, which bigint, version integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := mail_problem(person, which, version);
    mail message;
BEGIN
    SELECT * INTO mail FROM message m WHERE m.message_id = which;
    problem := coalesce(problem, CASE WHEN mail.outcome IS NULL AND mail.passed_to IS NULL THEN 'gone'
                                      WHEN mail.handled_by <> person AND NOT queue_is_supervisor(person) THEN 'held' END);
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    UPDATE message m SET outcome = NULL, outcome_words = NULL, joined_entry_id = NULL, handled_by = NULL, handled_at = NULL, passed_to = NULL,
           passed_at = NULL, receipt = NULL WHERE m.message_id = which;
    PERFORM audit_write('alter', 'message', which, person, NULL, 'open again');
    RETURN 'done';
END
$$;

-- Has ccotd read the mail once more. gone also where its octets are not held.
CREATE OR REPLACE FUNCTION mail_read_again(person text, which bigint, version integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := mail_problem(person, which, version);
BEGIN
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    UPDATE message m SET state = 'received', again = true, attempts = 0, failure = NULL, claimed_by = NULL
     WHERE m.message_id = which AND EXISTS (SELECT FROM message_raw r WHERE r.message_id = which);
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    PERFORM audit_write('alter', 'message', which, person, NULL, 'asked to be read again');
    PERFORM pg_notify('ccot_message', '');
    RETURN 'done';
END
$$;
DROP FUNCTION IF EXISTS mail_close(text, bigint, text, text);
DROP FUNCTION IF EXISTS mail_open_again(text, bigint);
