-- Orders submitted again in a period, as one object. See db/functions.
-- role: ccot_report
-- $1 text  first day   $2 text  last day   $3 text[]  domains of public mailboxes
SELECT report_duplicates($1::date, $2::date, $3::text[])
