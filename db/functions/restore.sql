-- A register that was restored from a back-up: what it must not do twice, and what it must take in again.

-- Says that the register was restored, before ccotd starts. No number is given twice; replies that were due when the back-up was made wait for
-- a person; every target folder is compared with the register. A second call before anything came changes nothing.
CREATE OR REPLACE FUNCTION restore_declare(who text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    gap CONSTANT bigint := 10000;  -- more mails than came between two back-ups
    made restore;
    kept bigint := 0;
    last_xact bigint;
BEGIN
    LOCK TABLE restore IN EXCLUSIVE MODE;
    SELECT * INTO made FROM restore ORDER BY restore_id DESC LIMIT 1;
    IF FOUND AND NOT EXISTS (SELECT FROM message WHERE message_id > made.last_message_id) THEN
        RETURN jsonb_build_object('again', true, 'backup_until', made.backup_until, 'next', made.next_message_id, 'held', 0);
    END IF;
    IF EXISTS (SELECT FROM live_session) THEN
        RETURN jsonb_build_object('running', true);
    END IF;
    SELECT greatest(coalesce(max(xact)::text::bigint, 0), coalesce((SELECT max(upto_xact)::text::bigint FROM audit_seal), 0)) INTO last_xact FROM audit;
    UPDATE audit_epoch SET base = last_xact + 1, since = now() WHERE base + pg_current_xact_id()::text::bigint <= last_xact;
    INSERT INTO restore (backup_until, declared_by, last_message_id, next_message_id)
    SELECT coalesce(greatest((SELECT max(at) FROM audit), max(m.stored_at)), now()), who, coalesce(max(m.message_id), 0), coalesce(max(m.message_id), 0) + gap
      FROM message m
    RETURNING * INTO made;
    PERFORM setval(pg_get_serial_sequence('ccot.message', 'message_id'), made.next_message_id, false);
    PERFORM setval(pg_get_serial_sequence('ccot.entry', 'entry_id'), coalesce((SELECT max(entry_id) FROM entry), 0) + gap, false);
    UPDATE outbox SET status = 'held', reason = 'may have gone before the restore', claimed_by = NULL
     WHERE kind = 'acknowledgement' AND status IN ('due', 'digest');
    GET DIAGNOSTICS kept = ROW_COUNT;
    UPDATE outbox SET status = 'failed', reason = 'may have gone before the restore', claimed_by = NULL WHERE kind = 'report' AND status = 'due';
    PERFORM audit_write('alter', 'restore', made.restore_id, who, NULL, NULL);
    RETURN jsonb_build_object('again', false, 'backup_until', made.backup_until, 'next', made.next_message_id, 'held', kept);
END
$$;

-- For the reconciliation: the last restore, of sixty days at the most, in figures, and each mail that was taken in with what it quotes of ours.
CREATE OR REPLACE FUNCTION restore_told() RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    made restore;
BEGIN
    SELECT * INTO made FROM restore WHERE declared_at > now() - interval '60 days' ORDER BY restore_id DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN jsonb_build_object('restored', '[]'::jsonb, 'lost', '[]'::jsonb);
    END IF;
    RETURN jsonb_build_object(
        'restored', jsonb_build_array(
            jsonb_build_object('what', 'the back-up ends; what was decided from then to the restore is lost', 'since', to_char(made.backup_until AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI')),
            jsonb_build_object('what', 'the register was restored', 'since', to_char(made.declared_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI')),
            jsonb_build_object('what', 'mails taken in again from target folders', 'count', (SELECT count(*) FROM message WHERE restore_id = made.restore_id)),
            jsonb_build_object('what', 'target folders compared to the end', 'count', (SELECT count(*) FROM restore_folder WHERE restore_id = made.restore_id)),
            jsonb_build_object('what', 'replies held because they may have gone before', 'count',
                               (SELECT count(*) FROM outbox WHERE status = 'held' AND reason = 'may have gone before the restore'))),
        'lost', (SELECT coalesce(jsonb_agg(jsonb_build_object('reference', reference, 'received', to_char(received_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI'),
                                           'what', what) ORDER BY received_at, message_id), '[]')
                   FROM (SELECT m.message_id, m.received_at,
                                'CCOT-' || to_char(m.received_at AT TIME ZONE 'Europe/London', 'YYYY-') || lpad(m.message_id::text, greatest(6, length(m.message_id::text)), '0') AS reference,
                                CASE WHEN q.quoted IS NOT NULL THEN 'quotes ' || q.quoted || ', which is lost: its mail has another number now'
                                     ELSE 'taken in again: decide it again, and look at what was keyed for it elsewhere' END AS what
                           FROM message m
                           LEFT JOIN LATERAL (SELECT upper(hit[1]) AS quoted FROM regexp_matches(coalesce(m.subject, ''), '(CCOT-\d{4}-\d{6,12})', 'gi') AS hit
                                               WHERE split_part(hit[1], '-', 3)::bigint > made.last_message_id
                                                 AND split_part(hit[1], '-', 3)::bigint < made.next_message_id LIMIT 1) q ON true
                          WHERE m.message_id >= made.next_message_id AND (m.restore_id = made.restore_id OR q.quoted IS NOT NULL)
                          ORDER BY m.received_at LIMIT 500) x));
END
$$;
