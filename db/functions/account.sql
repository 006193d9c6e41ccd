-- Accounts as an administrator keeps them on the pages. Who asks must have an open account as administrator, whatever the
-- page says; each look and each change has its audit row.

CREATE OR REPLACE FUNCTION account_may(person text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT EXISTS (SELECT FROM staff WHERE name = person AND role = 'admin' AND closed_at IS NULL)
$$;

-- Every account, open ones first; null when the person may not.
CREATE OR REPLACE FUNCTION account_list(person text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF NOT account_may(person) THEN
        RETURN NULL;
    END IF;
    PERFORM audit_write('consult', 'staff', NULL, person, NULL, 'list of accounts');
    RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object(
                       'name', s.name, 'role', s.role, 'local', s.passphrase IS NOT NULL, 'closed_at', s.closed_at, 'created_at', s.created_at,
                       'created_by', s.created_by, 'own', s.name = person,
                       'used_at', (SELECT max(w.used_at) FROM web_session w WHERE w.name = s.name AND w.ends_at > now()))
                   ORDER BY s.closed_at IS NOT NULL, s.name), '[]') FROM staff s);
END
$$;

-- Changes one account: 'add' (a closed one is opened again), 'role', 'passphrase', 'close'. Its sessions end. Answers 'done', or why not:
-- 'role' the person may not, 'name' no name can look like that, 'taken' there is such an account, 'gone' there is none,
-- 'last' nobody would be left to keep the accounts.
CREATE OR REPLACE FUNCTION account_change(person text, what text, account text, new_role text, new_passphrase text)
    RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    old staff;
BEGIN
    LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE; -- two administrators who close each other come one after the other
    IF NOT account_may(person) THEN
        RETURN 'role';
    END IF;
    SELECT * INTO old FROM staff WHERE name = account;
    IF what = 'add' THEN
        IF old.name IS NOT NULL AND old.closed_at IS NULL THEN
            RETURN 'taken';
        END IF;
        IF coalesce(account, '') !~ '^[a-z0-9][a-z0-9._@-]{0,63}$' OR coalesce(new_role, '') NOT IN ('enquirer', 'handler', 'supervisor', 'auditor', 'admin') THEN
            RETURN 'name';
        END IF;
        INSERT INTO staff (name, role, passphrase, created_by) VALUES (account, new_role, new_passphrase, person)
        ON CONFLICT (name) DO UPDATE SET role = excluded.role, passphrase = excluded.passphrase, closed_at = NULL;
        PERFORM audit_write('alter', 'staff', NULL, person, account, 'account opened with role ' || new_role);
        RETURN 'done';
    END IF;
    IF old.name IS NULL OR old.closed_at IS NOT NULL THEN
        RETURN 'gone';
    END IF;
    IF old.role = 'admin' AND (what = 'close' OR what = 'role' AND new_role IS DISTINCT FROM 'admin')
       AND NOT EXISTS (SELECT FROM staff WHERE role = 'admin' AND closed_at IS NULL AND name <> account) THEN
        RETURN 'last';
    END IF;
    CASE what
    WHEN 'role' THEN
        IF coalesce(new_role, '') NOT IN ('enquirer', 'handler', 'supervisor', 'auditor', 'admin') THEN
            RETURN 'name';
        END IF;
        UPDATE staff SET role = new_role WHERE name = account;
        PERFORM audit_write('alter', 'staff', NULL, person, account, format('role changed from %s to %s', old.role, new_role));
    WHEN 'passphrase' THEN
        UPDATE staff SET passphrase = new_passphrase WHERE name = account;
        PERFORM audit_write('alter', 'staff', NULL, person, account, CASE WHEN new_passphrase IS NULL THEN 'passphrase taken away' ELSE 'new passphrase' END);
    WHEN 'close' THEN
        UPDATE staff SET closed_at = now() WHERE name = account;
        PERFORM audit_write('alter', 'staff', NULL, person, account, 'account closed');
    END CASE;
    DELETE FROM web_session w WHERE w.name = account;
    RETURN 'done';
END
$$;
