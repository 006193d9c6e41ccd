-- Mailboxes and register compared, as one object. See db/functions.
-- role: ccot_report
-- $1 bigint  hours after which what waits is late
SELECT report_reconciliation($1::integer)
