-- What stands around the entry that entry_said told of in this transaction; null when it told nothing.
-- role: ccot_web
-- $1 text  who looks; null: whom staff_admit let in   $2 bigint  entry
SELECT register_around(coalesce($1::text, nullif(current_setting('ccot.person', true), '')), $2::bigint)
