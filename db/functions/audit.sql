-- Writes one audit row for a program that reads or changes on somebody's behalf. The database user stands first in
-- actor, so that nobody can write in another program's name.
CREATE OR REPLACE FUNCTION audit_write(operation text, subject text, subject_id bigint, person text, recipient text, reason text)
    RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    INSERT INTO audit (actor, operation, subject, subject_id, recipient, reason)
    VALUES (session_user || coalesce(':' || nullif(person, ''), ''), operation, subject, subject_id, recipient, reason)
    RETURNING audit_id
$$;
