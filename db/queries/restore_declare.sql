-- The register was restored from a back-up; see db/functions/restore.sql.
-- role: ccot_admin
-- $1 text  who says so
SELECT restore_declare($1)
