-- Writes down that a report was made: its number, null when one of this period was sent before. See db/functions.
-- role: ccot_report
-- $1 text  report   $2 text  first day   $3 text  last day   $4 text  who asked   $5 boolean  it is to be sent   $6 boolean  nothing to report
SELECT report_note($1, $2::date, $3::date, $4, $5::boolean, $6::boolean)
