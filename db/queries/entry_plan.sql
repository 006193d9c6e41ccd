-- Every statement of the writing transaction is made for an index. A young register has no statistics yet, and the planner
-- would read whole tables that are small today.
-- role: ccot_ingest ccot_web ccot_admin
SELECT set_config('enable_seqscan', 'off', true)
