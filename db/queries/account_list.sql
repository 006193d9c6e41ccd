-- Every account as a JSON array; null when the person is no administrator. Writes its audit row.
-- role: ccot_web
-- $1 text  who looks
SELECT account_list($1::text)
