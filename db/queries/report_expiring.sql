-- What ends within some days and what was left open, as one object. See db/functions.
-- role: ccot_report
-- $1 bigint  days
SELECT report_expiring($1::integer)
