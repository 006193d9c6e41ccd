-- What the signed-in user may do about migrating: create roles; whether roles are missing; act as the owner; the schema
-- exists or may be made.
-- role: superuser
SELECT (SELECT rolsuper OR (rolcreaterole AND has_database_privilege(current_database(), 'CREATE'))
          FROM pg_roles WHERE rolname = current_user),
       (SELECT count(*) < 6 FROM pg_roles
         WHERE rolname IN ('ccot_owner', 'ccot_ingest', 'ccot_web', 'ccot_report', 'ccot_admin', 'ccot_reader')),
       EXISTS (SELECT FROM pg_roles WHERE rolname = 'ccot_owner' AND pg_has_role(current_user, oid, 'MEMBER')),
       EXISTS (SELECT FROM pg_namespace WHERE nspname = 'ccot') OR has_database_privilege(current_database(), 'CREATE')
