-- A session number whose advisory lock this connection holds from now on.
-- role: ccot_ingest
WITH chosen AS MATERIALIZED (SELECT nextval('session_number')::integer AS number)
SELECT number, pg_advisory_lock(1128485715, number) FROM chosen
