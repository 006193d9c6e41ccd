-- What people wrote, without a word of it: for the journal of ccot-web, which a restored database does not take back.

-- What this person wrote within the last milliseconds, a row of the audit each, and which mail it was about: its octets are the same after a
-- restore, its number is not. place: of the entry among those of its mail. who: a digest of the name, for no name belongs into a log.
CREATE OR REPLACE FUNCTION journal_written(person text, milliseconds integer)
    RETURNS TABLE (audit_id bigint, at text, who text, subject text, subject_id bigint, message_id bigint, sha256 text, place bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    -- once: compared with a clock that goes on, no index is of use
    since CONSTANT timestamptz := clock_timestamp() - make_interval(secs => milliseconds / 1000.0);
BEGIN
    RETURN QUERY
    SELECT a.audit_id, to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), journal_who(person), a.subject, a.subject_id, m.message_id, m.sha256,
           CASE a.subject WHEN 'entry' THEN (SELECT count(*) FROM entry o WHERE o.message_id = m.message_id AND o.entry_id <= a.subject_id) END
      FROM audit a
      LEFT JOIN message m ON m.message_id = CASE a.subject
           WHEN 'entry' THEN (SELECT e.message_id FROM entry e WHERE e.entry_id = a.subject_id)
           WHEN 'document' THEN (SELECT d.message_id FROM document d WHERE d.document_id = a.subject_id)
           WHEN 'service' THEN (SELECT s.message_id FROM service s WHERE s.service_id = a.subject_id)
           WHEN 'alert' THEN (SELECT l.message_id FROM alert l WHERE l.alert_id = a.subject_id)
           ELSE a.subject_id END
     WHERE a.at > since AND a.actor = session_user || ':' || person
       AND a.operation <> 'consult' AND a.subject IN ('entry', 'document', 'service', 'alert', 'message', 'reply')
     ORDER BY a.audit_id
     LIMIT 1000;
END
$$;

CREATE OR REPLACE FUNCTION journal_who(person text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = ccot, pg_temp AS $$
    SELECT left(encode(sha256(convert_to(person, 'UTF8')), 'hex'), 16)
$$;

-- Of the lines of a journal those that the register lacks since it was restored, with where their mail is now; null when nobody said that it was
-- restored. lines: [{audit_id, written_at, who_digest, form, field, about, about_id, message_id, digest, place}]. A look, noted in the audit.
CREATE OR REPLACE FUNCTION journal_lost(person text, lines jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    made restore;
    told jsonb;
BEGIN
    SELECT * INTO made FROM restore ORDER BY restore_id DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT coalesce(jsonb_agg(jsonb_build_object('at', l.written_at, 'who', coalesce((SELECT s.name FROM staff s WHERE journal_who(s.name) = l.who_digest), l.who_digest), 'form', l.form,
                                                 'field', l.field, 'about', l.about, 'about_id', l.about_id, 'message_was', l.message_id, 'message_id', m.message_id,
                                                 'entry_id', e.entry_id, 'state', coalesce(e.state, m.outcome)) ORDER BY l.written_at, l.audit_id), '[]') INTO told
      FROM jsonb_to_recordset(lines) AS l (audit_id bigint, written_at timestamptz, who_digest text, form text, field text, about text, about_id bigint, message_id bigint, digest text, place bigint)
      LEFT JOIN LATERAL (SELECT x.message_id, x.outcome FROM message x WHERE x.sha256 = l.digest ORDER BY x.message_id <> l.message_id, x.message_id LIMIT 1) m ON true
      LEFT JOIN LATERAL (SELECT o.entry_id, o.state FROM entry o WHERE o.message_id = m.message_id AND l.about = 'entry'
                          ORDER BY o.entry_id OFFSET greatest(l.place, 1) - 1 LIMIT 1) e ON true
     -- a row is written a moment before it is committed, so that one of the back-up's last minutes may lack too
     WHERE l.written_at BETWEEN made.backup_until - interval '1 hour' AND made.declared_at
       AND NOT EXISTS (SELECT FROM audit a WHERE a.audit_id = l.audit_id AND a.at = l.written_at);
    PERFORM audit_write_list('restore', person, 'decisions that the back-up lacks', jsonb_path_query_array(told, '$[*].entry_id'), jsonb_path_query_array(told, '$[*].message_id'));
    RETURN told;
END
$$;
