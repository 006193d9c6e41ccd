-- The last day of the newest period that was sent. See db/functions.
-- role: ccot_report
-- $1 text  report
SELECT report_sent_until($1)
