-- Every statement of the writing transaction is made for an index. A young register has no statistics yet, and the planner
-- would read whole tables that are small today. Nor does a plan hang on what is looked for: made once for a session, for each
-- statement it would cost several times what the statement itself takes.
-- role: ccot_ingest ccot_web ccot_admin
SELECT set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)
