-- Digest of an applied migration; no row when it was not applied.
-- role: superuser
-- $1 integer  number; 0 for functions, views and grants
SELECT digest FROM ccot.schema_migration WHERE number = $1::integer
