-- What people know of an order beside its papers: breaches, transfers, disputed values, how long it is kept. One function a page and one a
-- change, each with its audit row. A copy has no notes of its own: all are its order's.

-- The order that an entry is, or is a copy of.
CREATE OR REPLACE FUNCTION keeping_head(which bigint) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(e.representative_id, e.entry_id) FROM entry e WHERE e.entry_id = which);
END
$$;

-- It and its copies.
CREATE OR REPLACE FUNCTION keeping_group(head bigint) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT head UNION ALL SELECT e.entry_id FROM entry e WHERE e.representative_id = head;
END
$$;

-- Values of an entry that somebody disputes and nobody has settled, by name of field.
CREATE OR REPLACE FUNCTION keeping_disputed(which bigint) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_object_agg(d.name, jsonb_build_object('dispute_id', d.dispute_id, 'said_by', d.said_by, 'words', d.words, 'marked_by', d.marked_by,
                                                                         'marked_at', d.marked_at)), '{}')
              FROM keeping_group(keeping_head(which)) g JOIN dispute d ON d.entry_id = g AND d.ended_at IS NULL);
END
$$;

-- Everything of that kind about an entry. A plan for the members at hand would be made anew each time, and takes three times as long as the rest.
CREATE OR REPLACE FUNCTION keeping_told(which bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    head bigint := (SELECT coalesce(e.representative_id, e.entry_id) FROM entry e WHERE e.entry_id = which);
    members bigint[] := head || ARRAY(SELECT e.entry_id FROM entry e WHERE e.representative_id = head);
BEGIN
    RETURN jsonb_build_object(
        'disputed', CASE WHEN EXISTS (SELECT FROM dispute d WHERE d.entry_id = ANY (members)) THEN keeping_disputed(which) ELSE '{}' END,
        'disputes', (SELECT coalesce(jsonb_agg(to_jsonb(d) - 'entry_id' ORDER BY d.dispute_id DESC), '[]') FROM dispute d WHERE d.entry_id = ANY (members)),
        'breaches', (SELECT coalesce(jsonb_agg(to_jsonb(b) - 'entry_id' ORDER BY b.happened_on DESC, b.happened_at DESC NULLS LAST, b.breach_id DESC), '[]')
                       FROM breach_note b WHERE b.entry_id = ANY (members)),
        'transfers', (SELECT coalesce(jsonb_agg(to_jsonb(t) - 'entry_id' ORDER BY t.transfer_id DESC), '[]') FROM transfer t WHERE t.entry_id = ANY (members)),
        'retention_review_on', (SELECT min(e.retention_review_on) FROM entry e WHERE e.entry_id = ANY (members)),
        'hold', (SELECT jsonb_build_object('why', e.hold_why, 'by', e.hold_by, 'at', e.hold_at) FROM entry e WHERE e.entry_id = ANY (members) AND e.legal_hold
                  ORDER BY e.hold_at NULLS LAST LIMIT 1));
END
$$;

-- The page: who must not do what to whom, and what is told above. Null for who may not, and for no such entry.
CREATE OR REPLACE FUNCTION keeping_page(person text, which bigint) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    head bigint := keeping_head(which);
BEGIN
    IF queue_refusal(person) IS NOT NULL OR head IS NULL OR restriction_closes(person, head) THEN
        RETURN NULL;
    END IF;
    PERFORM audit_write('consult', 'entry', which, person, NULL, NULL);
    RETURN keeping_told(head) || jsonb_build_object(
        'entry_id', head, 'supervisor', queue_is_supervisor(person), 'told', search_entry_told(head, now()),
        'fields', (SELECT coalesce(jsonb_agg(DISTINCT f.name), '[]') FROM effective_field f WHERE f.entry_id = head AND f.value IS NOT NULL));
END
$$;

-- For keeping_put alone: what is written, or why nothing is: words · order (days that cannot follow each other) · future · gone.
CREATE OR REPLACE FUNCTION keeping_breach(person text, head bigint, said jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    happened date := said ->> 'happened_on';
    reported date := coalesce(said ->> 'reported_on', said ->> 'happened_on');
BEGIN
    IF happened IS NULL OR said ->> 'reported_by' IS NULL OR said ->> 'outcome' IS NULL THEN
        RETURN 'words';
    ELSIF reported < happened THEN
        RETURN 'order';
    ELSIF reported > (now() AT TIME ZONE 'Europe/London')::date THEN
        RETURN 'future';
    END IF;
    INSERT INTO breach_note (entry_id, happened_on, happened_at, reported_on, reported_by, reported_to, term, others, outcome, reference, noted_by)
    VALUES (head, happened, said ->> 'happened_at', reported, said ->> 'reported_by', said ->> 'reported_to', said ->> 'term', said ->> 'others', said ->> 'outcome',
            said ->> 'reference', person);
    RETURN 'done';
END
$$;

CREATE OR REPLACE FUNCTION keeping_transfer(person text, head bigint, said jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF said ->> 'to_force' IS NULL OR said ->> 'how' IS NULL OR said ->> 'sent_on' IS NULL THEN
        RETURN 'words';
    ELSIF (said ->> 'sent_on')::date > (now() AT TIME ZONE 'Europe/London')::date THEN
        RETURN 'future';
    END IF;
    INSERT INTO transfer (entry_id, to_force, sent_on, how, noted_by) VALUES (head, said ->> 'to_force', (said ->> 'sent_on')::date, said ->> 'how', person);
    RETURN 'done';
END
$$;

CREATE OR REPLACE FUNCTION keeping_receipt(person text, head bigint, said jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    sent date := (SELECT t.sent_on FROM transfer t WHERE t.transfer_id = (said ->> 'number')::bigint AND t.receipt IS NULL AND t.entry_id IN (SELECT keeping_group(head)));
BEGIN
    IF sent IS NULL THEN
        RETURN 'gone';
    ELSIF said ->> 'receipt' IS NULL OR said ->> 'receipt_on' IS NULL THEN
        RETURN 'words';
    ELSIF (said ->> 'receipt_on')::date < sent THEN
        RETURN 'order';
    ELSIF (said ->> 'receipt_on')::date > (now() AT TIME ZONE 'Europe/London')::date THEN
        RETURN 'future';
    END IF;
    UPDATE transfer SET receipt = said ->> 'receipt', receipt_on = (said ->> 'receipt_on')::date, receipt_by = person WHERE transfer_id = (said ->> 'number')::bigint;
    RETURN 'done';
END
$$;

CREATE OR REPLACE FUNCTION keeping_dispute(person text, head bigint, said jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF said ->> 'said_by' IS NULL OR said ->> 'words' IS NULL OR said ->> 'field' IS NULL THEN
        RETURN 'words';
    ELSIF NOT EXISTS (SELECT FROM effective_field f WHERE f.entry_id = head AND f.name = said ->> 'field' AND f.value IS NOT NULL) OR keeping_disputed(head) ? (said ->> 'field') THEN
        RETURN 'gone';
    END IF;
    INSERT INTO dispute (entry_id, name, said_by, words, marked_by) VALUES (head, said ->> 'field', said ->> 'said_by', said ->> 'words', person);
    RETURN 'done';
END
$$;

-- The end of a dispute, and of a breach that was noted wrongly.
CREATE OR REPLACE FUNCTION keeping_end(person text, head bigint, what text, said jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF said ->> 'words' IS NULL THEN
        RETURN 'words';
    ELSIF what = 'settle' THEN
        UPDATE dispute SET ended_by = person, ended_at = now(), ended_why = said ->> 'words'
         WHERE dispute_id = (said ->> 'number')::bigint AND ended_at IS NULL AND entry_id IN (SELECT keeping_group(head));
    ELSE
        UPDATE breach_note SET void_by = person, void_at = now(), void_why = said ->> 'words'
         WHERE breach_id = (said ->> 'number')::bigint AND void_at IS NULL AND entry_id IN (SELECT keeping_group(head));
    END IF;
    RETURN CASE WHEN FOUND THEN 'done' ELSE 'gone' END;
END
$$;

-- Legal hold and the day on which keeping is looked at again, of the order with its copies.
CREATE OR REPLACE FUNCTION keeping_time(person text, head bigint, what text, said jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF what <> 'hold' AND NOT queue_is_supervisor(person) THEN
        RETURN 'supervisor';
    ELSIF said ->> 'words' IS NULL THEN
        RETURN 'words';
    ELSIF what = 'review' THEN
        IF (said ->> 'review_on')::date IS NULL THEN
            RETURN 'words';
        END IF;
        UPDATE entry SET retention_review_on = (said ->> 'review_on')::date WHERE entry_id IN (SELECT keeping_group(head));
        RETURN 'done';
    END IF;
    UPDATE entry SET legal_hold = what = 'hold', hold_why = CASE WHEN what = 'hold' THEN said ->> 'words' END, hold_by = CASE WHEN what = 'hold' THEN person END,
                     hold_at = CASE WHEN what = 'hold' THEN now() END
     WHERE entry_id IN (SELECT keeping_group(head)) AND legal_hold <> (what = 'hold');
    RETURN CASE WHEN FOUND THEN 'done' ELSE 'gone' END;
END
$$;

-- what: breach · void · transfer · receipt · dispute · settle · hold · release · review. said: what the form says, nothing empty. done, or why nothing was
-- written: role · gone · words · order · future · supervisor. The audit row names what was done, not the words.
CREATE OR REPLACE FUNCTION keeping_put(person text, which bigint, what text, said jsonb) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    head bigint;
    result text;
BEGIN
    PERFORM FROM entry e WHERE e.entry_id = keeping_head(which) FOR UPDATE;
    head := keeping_head(which);
    IF queue_refusal(person) IS NOT NULL THEN
        RETURN 'role';
    ELSIF head IS NULL OR restriction_closes(person, head) THEN
        RETURN 'gone';
    END IF;
    result := CASE what WHEN 'breach' THEN keeping_breach(person, head, said) WHEN 'transfer' THEN keeping_transfer(person, head, said)
                        WHEN 'receipt' THEN keeping_receipt(person, head, said) WHEN 'dispute' THEN keeping_dispute(person, head, said)
                        WHEN 'settle' THEN keeping_end(person, head, what, said) WHEN 'void' THEN keeping_end(person, head, what, said)
                        WHEN 'hold' THEN keeping_time(person, head, what, said) WHEN 'release' THEN keeping_time(person, head, what, said)
                        WHEN 'review' THEN keeping_time(person, head, what, said) ELSE 'gone' END;
    IF result = 'done' THEN
        PERFORM audit_write(CASE WHEN what IN ('transfer') THEN 'disclose' ELSE 'alter' END, 'entry', head, person, CASE WHEN what = 'transfer' THEN said ->> 'to_force' END,
                            concat_ws(' ', CASE what WHEN 'breach' THEN 'breach noted' WHEN 'void' THEN 'breach note taken back' WHEN 'transfer' THEN 'transferred'
                                                     WHEN 'receipt' THEN 'receipt of transfer seen' WHEN 'dispute' THEN 'value disputed' WHEN 'settle' THEN 'dispute ended'
                                                     WHEN 'hold' THEN 'legal hold' WHEN 'release' THEN 'legal hold released' ELSE 'retention review set' END,
                                      said ->> 'field', said ->> 'number', said ->> 'review_on'));
    END IF;
    RETURN result;
END
$$;
