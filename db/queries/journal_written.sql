-- What somebody wrote a moment ago, without a word of it; see db/functions/journal.sql.
-- role: ccot_web
-- $1 text     who
-- $2 integer  milliseconds back
SELECT audit_id, at, who, subject, subject_id, message_id, sha256, place FROM journal_written($1, $2)
