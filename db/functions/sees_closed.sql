-- True for roles that may see addresses, excluded places, children and terms. Unknown roles see least.
CREATE OR REPLACE FUNCTION sees_closed() RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    -- one after the other, the role of the functions first: a list of them would be a query of its own, five times a page
    RETURN pg_has_role(current_user, 'ccot_owner', 'MEMBER') OR pg_has_role(current_user, 'ccot_ingest', 'MEMBER') OR pg_has_role(current_user, 'ccot_web', 'MEMBER')
           OR pg_has_role(current_user, 'ccot_report', 'MEMBER') OR pg_has_role(current_user, 'ccot_admin', 'MEMBER');
END
$$;
