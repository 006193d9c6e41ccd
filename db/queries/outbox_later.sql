-- It did not go, or that is not known: another try after some seconds.
-- role: ccot_ingest
-- $1 bigint  row of the outbox   $2 bigint  session   $3 bigint  seconds   $4 text  why   $5 boolean  it is certain that it did not go
UPDATE outbox SET claimed_by = NULL, due_at = now() + make_interval(secs => $3), reason = $4,
                  uncertain = CASE WHEN $5::boolean THEN 0 ELSE uncertain END
 WHERE outbox_id = $1 AND claimed_by = $2
