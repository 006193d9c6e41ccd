-- Sealing the audit, and finding out whether a row was changed, taken away or put in since. What people typed enters as its digest.

CREATE OR REPLACE FUNCTION audit_row_digest(a audit) RETURNS bytea LANGUAGE sql STABLE SET search_path = ccot, pg_temp AS $$
    SELECT sha256(convert_to(jsonb_build_array(a.audit_id, extract(epoch FROM a.at)::text, a.actor, a.operation, a.subject, a.subject_id, a.xact::text,
                                               encode(sha256(convert_to(a.recipient, 'UTF8')), 'hex'), encode(sha256(convert_to(a.reason, 'UTF8')), 'hex'),
                                               encode(sha256(convert_to(a.words, 'UTF8')), 'hex'), encode(sha256(convert_to(a.shown::text, 'UTF8')), 'hex'))::text,
                             'UTF8'))
$$;

-- The digest of the rows of a span, on top of the seal before; rows 0: there is none.
CREATE OR REPLACE FUNCTION audit_span_digest(before bytea, from_xact xid8, upto xid8, OUT rows bigint, OUT digest bytea)
    LANGUAGE sql STABLE SET search_path = ccot, pg_temp AS $$
    SELECT count(*), sha256(before || coalesce(string_agg(audit_row_digest(a), ''::bytea ORDER BY a.xact, a.audit_id), ''))
      FROM audit a WHERE a.xact >= from_xact AND a.xact < upto
$$;

-- Seals what is final and not sealed yet; how many rows.
CREATE OR REPLACE FUNCTION audit_seal() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    last audit_seal;
    upto xid8;
    span record;
BEGIN
    LOCK TABLE audit_seal IN EXCLUSIVE MODE;
    SELECT * INTO last FROM audit_seal ORDER BY seal_id DESC LIMIT 1;
    upto := ((SELECT base FROM audit_epoch) + pg_snapshot_xmin(pg_current_snapshot())::text::bigint)::text::xid8;
    IF upto < last.upto_xact THEN
        RAISE EXCEPTION 'transactions are numbered from the beginning again: after a restore, run ccot restored first';
    END IF;
    IF upto <= coalesce(last.upto_xact, '0'::xid8) THEN
        RETURN 0;
    END IF;
    span := audit_span_digest(coalesce(last.digest, ''), coalesce(last.upto_xact, '0'::xid8), upto);
    IF span.rows > 0 THEN
        INSERT INTO audit_seal (upto_xact, rows, digest) VALUES (upto, span.rows, span.digest);
    END IF;
    RETURN span.rows;
END
$$;

-- Works every seal out again. broken: the first that does not fit, with the time of the one before; noted: whether a digest that somebody
-- wrote down is among the seals (null: none was given).
CREATE OR REPLACE FUNCTION audit_verify(noted text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    before bytea := '';
    begins xid8 := '0';
    whole_at timestamptz;
    seals bigint := 0;
    total bigint := 0;
    seal audit_seal;
    span record;
BEGIN
    FOR seal IN SELECT * FROM audit_seal ORDER BY seal_id LOOP
        span := audit_span_digest(before, begins, seal.upto_xact);
        IF span.digest <> seal.digest OR span.rows <> seal.rows THEN
            RETURN jsonb_build_object('broken', seal.seal_id, 'whole_until', whole_at, 'sealed_at', seal.sealed_at, 'rows', seal.rows, 'found', span.rows);
        END IF;
        before := seal.digest;
        begins := seal.upto_xact;
        whole_at := seal.sealed_at;
        seals := seals + 1;
        total := total + seal.rows;
    END LOOP;
    RETURN jsonb_build_object('broken', NULL, 'seals', seals, 'rows', total, 'unsealed', (SELECT count(*) FROM audit a WHERE a.xact >= begins),
                              'digest', encode(before, 'hex'), 'sealed_at', whole_at,
                              'noted', CASE WHEN noted IS NOT NULL THEN EXISTS (SELECT FROM audit_seal s WHERE encode(s.digest, 'hex') = lower(noted)) END);
END
$$;
