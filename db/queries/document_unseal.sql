-- Opens a paper that is shut, with the reason in the audit; false when there is no reason or no such paper.
-- role: ccot_web
-- $1 text    who
-- $2 bigint  document
-- $3 text    why
SELECT document_unseal($1, $2, $3)
