-- Keeps a password that a person was told for the papers of a mail, and has the mail read again. The word stands in no audit row.
-- An answer of mail_problem(), "password" for a word that cannot be one or is one too many, or "done".
CREATE OR REPLACE FUNCTION mail_give_password(person text, which bigint, version integer, given text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    problem text := mail_problem(person, which, version);
BEGIN
    problem := coalesce(problem, CASE
        WHEN octet_length(coalesce(given, '')) NOT BETWEEN 1 AND 256 OR given ~ '[\x01-\x1f\x7f]'
             OR (SELECT count(*) FROM message_password p WHERE p.message_id = which) >= 16 THEN 'password' END);
    IF problem IS NOT NULL THEN
        RETURN problem;
    END IF;
    IF NOT EXISTS (SELECT FROM message_raw r WHERE r.message_id = which) THEN
        RETURN 'gone';
    END IF;
    INSERT INTO message_password (message_id, word, given_by) VALUES (which, given, person) ON CONFLICT DO NOTHING;
    PERFORM audit_write('alter', 'message', which, person, NULL, 'a password was given');
    RETURN mail_read_again(person, which, version);
END
$$;
