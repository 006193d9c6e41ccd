-- Settings of every session of the programs. Dead peers are noticed within 25 s, so that what they held is free. No statement
-- runs long enough to win back what compiling it costs: 150 ms, whenever the planner takes a few rows for many.
-- role: ccot_ingest ccot_web ccot_report ccot_admin ccot_reader
SELECT set_config('search_path', 'ccot, pg_temp', false),
       set_config('statement_timeout', '300s', false),
       set_config('idle_in_transaction_session_timeout', '120s', false),
       set_config('tcp_keepalives_idle', '10', false),
       set_config('tcp_keepalives_interval', '5', false),
       set_config('tcp_keepalives_count', '3', false),
       set_config('tcp_user_timeout', '25000', false),
       set_config('jit', 'off', false),
       set_config('timezone', 'UTC', false),
       set_config('datestyle', 'ISO', false)
