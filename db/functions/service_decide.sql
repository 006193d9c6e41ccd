-- A person says which order a statement of service is about (of_entry), or that it is not about the one that it is joined to or
-- proposed for (of_entry null), which is then not proposed again. Returns every order whose status this may touch. The
-- caller computes their courses anew in the same transaction.
CREATE OR REPLACE FUNCTION service_decide(of_service bigint, of_entry bigint, person text, why text) RETURNS bigint[]
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    statement service;
    chosen entry;
BEGIN
    SELECT * INTO statement FROM service WHERE service_id = of_service FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no statement %', of_service USING ERRCODE = 'no_data_found';
    END IF;
    IF of_entry IS NULL THEN
        IF statement.entry_id IS NULL THEN
            RAISE EXCEPTION 'statement % has no order', of_service USING ERRCODE = 'no_data_found';
        END IF;
        INSERT INTO service_refusal (service_id, entry_id, refused_by, reason) VALUES (of_service, statement.entry_id, person, why)
            ON CONFLICT (service_id, entry_id) DO NOTHING;
        UPDATE service SET entry_id = NULL, joined = NULL, state = 'proposed', warning = NULL WHERE service_id = of_service;
        PERFORM audit_write('alter', 'service', of_service, person, NULL, 'not about entry ' || statement.entry_id || coalesce(': ' || why, ''));
        RETURN ARRAY[statement.entry_id];
    END IF;
    SELECT * INTO chosen FROM entry WHERE entry_id = of_entry FOR NO KEY UPDATE;
    IF NOT FOUND OR chosen.state = 'rejected' OR chosen.draft THEN
        RAISE EXCEPTION 'entry % is no order that can be served', of_entry USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM field WHERE entry_id = of_entry AND name = 'made_on' AND value::date > statement.served_on) THEN
        RAISE EXCEPTION 'entry % was made after this service', of_entry USING ERRCODE = 'check_violation';
    END IF;
    DELETE FROM service_refusal WHERE service_id = of_service AND entry_id = of_entry;
    UPDATE service SET entry_id = of_entry, joined = 'person', state = 'fact', warning = NULL WHERE service_id = of_service;
    PERFORM audit_write('alter', 'service', of_service, person, NULL, 'about entry ' || of_entry || coalesce(': ' || why, ''));
    RETURN array_remove(ARRAY[of_entry, statement.entry_id], NULL);
END
$$;
