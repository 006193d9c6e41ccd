-- Orders received in a period, as one object. See db/functions.
-- role: ccot_report
-- $1 text  first day   $2 text  last day
SELECT report_counts($1::date, $2::date)
