-- Who saw, changed and disclosed what: rows of the audit for who may read them. Each look is a row of the audit itself.

-- Auditors; on the terminal whoever may use it.
CREATE OR REPLACE FUNCTION audit_may(person text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN pg_has_role(session_user, 'ccot_admin', 'MEMBER')
        OR EXISTS (SELECT FROM staff s WHERE s.name = person AND s.role = 'auditor' AND s.closed_at IS NULL);
END
$$;

-- Whose name stands in an actor ("ccot_web:hana"); the program's own role where nobody stands behind it.
CREATE OR REPLACE FUNCTION audit_who(actor text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = ccot, pg_temp AS $$
    SELECT substr(actor, strpos(actor, ':') + 1)
$$;

-- Rows about entries, their copies, mails, papers, alerts and statements, and about these mails. Numbers of what was erased are looked for too.
CREATE OR REPLACE FUNCTION audit_about(entries bigint[], mails bigint[]) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH head AS (SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS head FROM unnest(entries) w (entry_id) JOIN entry e USING (entry_id)),
    held AS (SELECT e.entry_id, e.message_id FROM head h JOIN entry e ON e.entry_id = h.head
             UNION SELECT e.entry_id, e.message_id FROM head h JOIN entry e ON e.representative_id = h.head),
    one AS (SELECT h.entry_id FROM held h UNION SELECT w FROM unnest(entries) w),
    mail AS (SELECT h.message_id FROM held h UNION SELECT w FROM unnest(mails) w),
    thing AS (SELECT 'entry' AS subject, o.entry_id AS number FROM one o
              UNION ALL SELECT 'message', m.message_id FROM mail m
              UNION ALL SELECT 'document', d.document_id FROM mail m JOIN document d USING (message_id)
              UNION ALL SELECT 'alert', a.alert_id FROM mail m JOIN alert a USING (message_id)
              UNION ALL SELECT 'service', s.service_id FROM one o JOIN service s USING (entry_id)),
    sight AS (SELECT jsonb_build_object('entries', jsonb_build_array(o.entry_id)) AS shown FROM one o
              UNION ALL SELECT jsonb_build_object('changes', jsonb_build_array(o.entry_id)) FROM one o
              UNION ALL SELECT jsonb_build_object('mails', jsonb_build_array(m.message_id)) FROM mail m)
    SELECT a.audit_id FROM thing t JOIN audit a ON a.subject = t.subject AND a.subject_id = t.number
    UNION
    SELECT a.audit_id FROM sight s JOIN audit a ON a.shown @> s.shown;
END
$$;

-- What is asked of the audit. entries, mails: null when it is not about any. who: an account. operation: one of the six. days in London. upto: no
-- row of a later number, so that parts that are asked for one after the other are parts of one whole; skip: rows of the parts before.
DROP FUNCTION IF EXISTS audit_rows(bigint[], bigint[], text, text, date, date, integer);
DROP FUNCTION IF EXISTS audit_rows(bigint[], bigint[], text, text, date, date, integer, bigint, bigint);
CREATE FUNCTION audit_rows(entries bigint[], mails bigint[], whose text, kind text, since date, until date, most integer, upto bigint, skip bigint) RETURNS SETOF audit
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    opens timestamptz := coalesce(since::timestamp AT TIME ZONE 'Europe/London', '-infinity');
    closes timestamptz := coalesce((until + 1)::timestamp AT TIME ZONE 'Europe/London', 'infinity');
BEGIN
    IF entries IS NULL AND mails IS NULL THEN
        RETURN QUERY SELECT a.* FROM audit a
                      WHERE a.at >= opens AND a.at < closes AND (whose IS NULL OR audit_who(a.actor) = whose OR a.recipient = whose)
                        AND (kind IS NULL OR a.operation = kind) AND (upto IS NULL OR a.audit_id <= upto)
                      ORDER BY a.at DESC, a.audit_id DESC LIMIT most OFFSET skip;
    ELSE
        RETURN QUERY SELECT a.* FROM (SELECT audit_about(entries, mails) AS audit_id) w JOIN audit a USING (audit_id)
                      WHERE a.at >= opens AND a.at < closes AND (whose IS NULL OR audit_who(a.actor) = whose OR a.recipient = whose)
                        AND (kind IS NULL OR a.operation = kind) AND (upto IS NULL OR a.audit_id <= upto)
                      ORDER BY a.at DESC, a.audit_id DESC LIMIT most OFFSET skip;
    END IF;
END
$$;

-- The newest rows first, with whether there are more; null for who may not. purpose: consult, or disclose with a recipient and a reason.
-- typed: the name that the numbers stand for, for this look's own row, or null. part: from 1, of most rows each, of the rows up to the number upto.
DROP FUNCTION IF EXISTS audit_show(text, text, text, text, text, bigint[], bigint[], text, text, date, date, integer);
CREATE OR REPLACE FUNCTION audit_show(person text, purpose text, receiver text, why text, typed text, entries bigint[], mails bigint[],
                                      whose text, kind text, since date, until date, most integer, upto bigint, part integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    found jsonb;
    row_id bigint;
BEGIN
    IF NOT audit_may(person) OR purpose NOT IN ('consult', 'disclose')
       OR purpose = 'disclose' AND (coalesce(btrim(receiver), '') = '' OR coalesce(btrim(why), '') = '') THEN
        RETURN NULL;
    END IF;
    SELECT coalesce(jsonb_agg(jsonb_build_object('audit_id', a.audit_id, 'at', a.at, 'who', audit_who(a.actor), 'actor', a.actor, 'operation', a.operation,
                                                 'subject', a.subject, 'subject_id', a.subject_id, 'recipient', a.recipient, 'reason', a.reason,
                                                 'words', a.words, 'shown', a.shown) ORDER BY a.at DESC, a.audit_id DESC), '[]')
      INTO found FROM audit_rows(entries, mails, whose, kind, since, until, most + 1, upto, (coalesce(part, 1) - 1)::bigint * most) a;
    INSERT INTO audit (actor, operation, subject, recipient, reason, words, shown)
    VALUES (session_user || coalesce(':' || nullif(person, ''), ''), purpose, 'audit', receiver, why, typed,
            jsonb_strip_nulls(jsonb_build_object('entries', to_jsonb(entries), 'mails', to_jsonb(mails), 'person', whose, 'operation', kind, 'from', since,
                                                 'to', until, 'part', part, 'rows', least(jsonb_array_length(found), most))))
    RETURNING audit_id INTO row_id;
    RETURN jsonb_build_object('number', row_id, 'more', jsonb_array_length(found) > most,
                              'rows', CASE WHEN jsonb_array_length(found) > most THEN found - most ELSE found END);
END
$$;

-- How many rows answer, and up to which number; null for who may not. Shows none of them.
CREATE OR REPLACE FUNCTION audit_count(person text, entries bigint[], mails bigint[], whose text, kind text, since date, until date) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF NOT audit_may(person) THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT jsonb_build_object('rows', count(*), 'upto', coalesce(max(a.audit_id), 0)) FROM audit_rows(entries, mails, whose, kind, since, until, NULL, NULL, 0) a);
END
$$;
