-- Of the lines of a journal those that a restored register lacks; see db/functions/journal.sql.
-- role: ccot_admin
-- $1 text   who looks
-- $2 jsonb  the lines
SELECT journal_lost($1, $2)
