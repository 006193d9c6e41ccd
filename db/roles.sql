-- Creates the roles and the schema that are missing. Run by a superuser, or by the database's owner with CREATEROLE.
-- Roles belong to the whole server: two databases of one server may be migrated at the same time.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['ccot_owner', 'ccot_ingest', 'ccot_web', 'ccot_report', 'ccot_admin', 'ccot_reader'] LOOP
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
                EXECUTE pg_catalog.format('CREATE ROLE %I %s', wanted,
                                          CASE wanted WHEN 'ccot_owner' THEN 'NOLOGIN' ELSE 'LOGIN' END);
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END LOOP;
    IF NOT pg_catalog.pg_has_role(current_user, 'ccot_owner', 'MEMBER') THEN
        EXECUTE pg_catalog.format('GRANT ccot_owner TO %I', current_user);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'ccot') THEN
        CREATE SCHEMA ccot AUTHORIZATION ccot_owner;
    END IF;
END
$$;
