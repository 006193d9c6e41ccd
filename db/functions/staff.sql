-- Accounts and sessions of the people who use the pages. Nothing here gives out a list of accounts to a page that only signs in.

-- What is needed to judge a passphrase: seconds to wait first (0: none), the stored form. One row always, so that an
-- account that does not exist looks like one that does.
CREATE OR REPLACE FUNCTION staff_challenge(staff_name text, name_digest text)
    RETURNS TABLE (wait_seconds integer, passphrase text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT coalesce((SELECT greatest(0, ceil(extract(epoch FROM f.last_at - now()) + least(900, 2 ^ least(f.count, 20) / 8)))::integer
                       FROM sign_in_failure f WHERE f.digest = name_digest), 0),
           (SELECT s.passphrase FROM staff s WHERE s.name = staff_name AND s.closed_at IS NULL)
$$;

CREATE OR REPLACE FUNCTION staff_sign_in_failed(name_digest text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    INSERT INTO sign_in_failure AS f VALUES (name_digest, 1, now())
    ON CONFLICT (digest) DO UPDATE SET count = CASE WHEN f.last_at < now() - interval '1 hour' THEN 1 ELSE f.count + 1 END, last_at = now()
$$;

-- Begins a session of an open account; false when there is none of that name.
CREATE OR REPLACE FUNCTION staff_session_begin(session_digest text, staff_name text, name_digest text, hours integer)
    RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    DELETE FROM sign_in_failure WHERE digest = name_digest;
    DELETE FROM web_session WHERE ends_at < now() - interval '12 hours';
    INSERT INTO web_session (digest, name, ends_at)
    SELECT session_digest, name, now() + make_interval(hours => hours) FROM staff WHERE name = staff_name AND closed_at IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM audit_write('consult', 'sign-in', NULL, staff_name, NULL, NULL);
    RETURN true;
END
$$;

-- Whose session it is, and what that person may; no row when it has ended. quiet: a refresh by the page itself, which
-- keeps no session alive. roles: it is asked in front of a page, in one transaction with it; no row for who has none of them, and the page, which
-- is for ccot.person, stays shut. whose: the name that it must be; null: any.
DROP FUNCTION IF EXISTS staff_session_use(text, integer, boolean);
CREATE OR REPLACE FUNCTION staff_session_use(session_digest text, idle_minutes integer, quiet boolean, roles text[], whose text)
    RETURNS TABLE (name text, role text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    due boolean;
BEGIN
    SELECT s.name, s.role, NOT quiet AND w.used_at < now() - interval '20 seconds' INTO name, role, due FROM web_session w JOIN staff s USING (name)
     WHERE w.digest = session_digest AND w.ends_at > now() AND w.used_at > now() - make_interval(mins => idle_minutes)
       AND s.closed_at IS NULL AND (roles IS NULL OR s.role = ANY (roles)) AND (whose IS NULL OR s.name = whose);
    -- what the views of this connection show is for that person, from here on
    PERFORM set_config('ccot.person', coalesce(name, ''), false);
    IF name IS NULL THEN
        RETURN;
    END IF;
    RETURN NEXT;
    IF due THEN
        -- nobody waits for the disk: where the machine stops now, the session ends a moment earlier. A page's audit row waits for it
        IF roles IS NULL THEN
            PERFORM set_config('synchronous_commit', 'off', true);
        END IF;
        UPDATE web_session w SET used_at = now() WHERE w.digest = session_digest;
    END IF;
END
$$;

-- Whose session it was: one that ended by itself, not by signing out. It opens nothing; what its holder had typed is kept for that person.
CREATE OR REPLACE FUNCTION staff_session_ended(session_digest text) RETURNS TABLE (name text, role text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT s.name, s.role FROM web_session w JOIN staff s USING (name)
     WHERE w.digest = session_digest AND w.ends_at > now() - interval '12 hours' AND s.closed_at IS NULL;
END
$$;

CREATE OR REPLACE FUNCTION staff_session_end(session_digest text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    DELETE FROM web_session WHERE digest = session_digest
$$;

-- Makes an account or changes it; passphrase null leaves the old one. Sessions of the account end.
CREATE OR REPLACE FUNCTION staff_put(person text, staff_name text, staff_role text, staff_passphrase text)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO staff AS s (name, role, passphrase, created_by) VALUES (staff_name, staff_role, staff_passphrase, person)
    ON CONFLICT (name) DO UPDATE SET role = excluded.role, passphrase = coalesce(excluded.passphrase, s.passphrase), closed_at = NULL;
    DELETE FROM web_session w WHERE w.name = staff_name;
    PERFORM audit_write('alter', 'staff', NULL, person, staff_name, 'account with role ' || staff_role);
END
$$;

-- False when there is no such open account.
CREATE OR REPLACE FUNCTION staff_close(person text, staff_name text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    UPDATE staff SET closed_at = now() WHERE name = staff_name AND closed_at IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM web_session w WHERE w.name = staff_name;
    PERFORM audit_write('alter', 'staff', NULL, person, staff_name, 'account closed');
    RETURN true;
END
$$;
