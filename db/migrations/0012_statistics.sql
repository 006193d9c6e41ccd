-- An order has about fifteen fields and as many keys. A sample of a great table makes that ten times as many, and the planner
-- takes a handful of orders for a long list.
ALTER TABLE field ALTER COLUMN entry_id SET (n_distinct = -0.07);
ALTER TABLE entry_key ALTER COLUMN entry_id SET (n_distinct = -0.06);
ALTER TABLE service_key ALTER COLUMN service_id SET (n_distinct = -0.1);
ALTER TABLE entry_course ALTER COLUMN entry_id SET (n_distinct = -0.35);
