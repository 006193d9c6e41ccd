-- The state of every mailbox and of the work, without a word about people; see db/functions/register_status.sql.
-- role: ccot_admin ccot_web
SELECT register_status()
