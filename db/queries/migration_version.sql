-- The schema's version, and the digest of its functions, views and grants.
-- role: ccot_ingest ccot_web ccot_report ccot_admin ccot_reader
SELECT coalesce(max(number), 0), max(digest) FILTER (WHERE number = 0) FROM ccot.schema_migration
