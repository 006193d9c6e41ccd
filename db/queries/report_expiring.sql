-- What ends within some days and what was left open, as one object. See db/functions.
-- role: ccot_report
-- $1 bigint  days   $2 bigint, $3 bigint  years after which what ended, and what was rejected, is due for review; 0: not by itself
SELECT report_expiring($1::integer, $2::integer, $3::integer)
