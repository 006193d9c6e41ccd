-- Who sent a mail, as a report names it: an organisation's domain, without the secure mail's ending. People with a mailbox of the public
-- are one row, since their address may be a party's name.
-- Without a search path of its own: so it is no call for each row. It names nothing but PostgreSQL's own functions.
CREATE OR REPLACE FUNCTION report_organisation(address text, webmail text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN coalesce(split_part(address, '@', -1), '') = '' THEN 'unknown senders'
                WHEN lower(split_part(address, '@', -1)) = ANY (webmail) THEN 'private senders'
                ELSE regexp_replace(lower(split_part(address, '@', -1)), '\.cjsm\.net$', '') END
$$;

-- Who sent a mail, to be compared: the organisation, of the public the address.
CREATE OR REPLACE FUNCTION report_sender(address text, webmail text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN coalesce(split_part(address, '@', -1), '') = '' OR lower(split_part(address, '@', -1)) = ANY (webmail) THEN lower(coalesce(address, ''))
                ELSE regexp_replace(lower(split_part(address, '@', -1)), '\.cjsm\.net$', '') END
$$;

-- The instant at which a day begins where the courts are.
CREATE OR REPLACE FUNCTION report_day_start(day date) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = ccot, pg_temp AS $$
    SELECT day::timestamp AT TIME ZONE 'Europe/London'
$$;

-- Writes down that a report was made. Null when one of this period was sent before and this one was to be sent.
CREATE OR REPLACE FUNCTION report_note(which text, from_day date, to_day date, person text, sends boolean, is_nothing boolean) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    number bigint;
BEGIN
    INSERT INTO report_run (report, period_from, period_to, run_by, sent, nothing) VALUES (which, from_day, to_day, person, sends, is_nothing)
        ON CONFLICT (report, period_from, period_to) WHERE sent DO NOTHING RETURNING run_id INTO number;
    IF number IS NOT NULL THEN
        PERFORM audit_write('consult', 'report', number, person, NULL, format('%s, %s to %s', which, from_day, to_day));
    END IF;
    RETURN number;
END
$$;

-- Puts one mail of a report among what goes out.
CREATE OR REPLACE FUNCTION report_mail(run bigint, address text, mail bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    INSERT INTO outbox (kind, run_id, recipient, octets) VALUES ('report', run, address, mail)
$$;

-- The last day of the newest period of a report that was sent; null: none was.
CREATE OR REPLACE FUNCTION report_sent_until(which text) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT max(period_to) FROM report_run WHERE report = which AND sent
$$;
