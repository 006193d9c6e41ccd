-- What the migrations themselves need. Run as ccot_owner before the first one; harmless when it is there.
REVOKE ALL ON SCHEMA ccot FROM PUBLIC;
GRANT USAGE ON SCHEMA ccot TO ccot_ingest, ccot_web, ccot_report, ccot_admin, ccot_reader;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
CREATE TABLE IF NOT EXISTS ccot.schema_migration (
    number     integer PRIMARY KEY,            -- 0: functions, views and grants, replaced as a whole when they change
    name       text NOT NULL,
    digest     text NOT NULL,                  -- SHA-256 of the file; an applied file is never edited
    applied_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON ccot.schema_migration TO ccot_ingest, ccot_web, ccot_report, ccot_admin, ccot_reader;
