-- One migration at a time in this database; freed with the connection.
-- role: superuser
SELECT pg_advisory_lock(1128485716, 0)
