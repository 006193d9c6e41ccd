-- Writes one audit row for a program that reads or changes on somebody's behalf. The database user stands first in
-- actor, so that nobody can write in another program's name.
CREATE OR REPLACE FUNCTION audit_write(operation text, subject text, subject_id bigint, person text, recipient text, reason text)
    RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    written bigint;
BEGIN
    INSERT INTO audit AS a (actor, operation, subject, subject_id, recipient, reason)
    VALUES (session_user || coalesce(':' || nullif(person, ''), ''), operation, subject, subject_id, recipient, reason)
    RETURNING a.audit_id INTO written;
    RETURN written;
END
$$;

-- The same for a list, with the entries and mails that stand in it: as JSON arrays of numbers, of which nulls are left out.
CREATE OR REPLACE FUNCTION audit_write_list(subject text, person text, reason text, entries jsonb, mails jsonb)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO audit (actor, operation, subject, reason, shown)
    VALUES (session_user || coalesce(':' || nullif(person, ''), ''), 'consult', audit_write_list.subject, audit_write_list.reason,
            jsonb_build_object('entries', jsonb_path_query_array(entries, '$[*] ? (@ != null)'), 'mails', jsonb_path_query_array(mails, '$[*] ? (@ != null)')));
END
$$;
