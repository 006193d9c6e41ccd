-- Takes the views of db/views away so that they can be made anew; live_session is a migration's.
-- role: superuser
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT viewname FROM pg_catalog.pg_views WHERE schemaname = 'ccot' AND viewname <> 'live_session' LOOP
        EXECUTE format('DROP VIEW IF EXISTS ccot.%I CASCADE', name);
    END LOOP;
END
$$
