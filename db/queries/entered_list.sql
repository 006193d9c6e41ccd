-- Verified orders that are not, or no longer rightly, entered on other systems; null for who may not. Writes its audit row.
-- role: ccot_web
-- $1 text  whose list   $2 integer  rows at the most
SELECT entered_list($1::text, $2::integer)
