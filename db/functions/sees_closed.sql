-- True for roles that may see addresses, excluded places, children and terms. Unknown roles see least.
CREATE OR REPLACE FUNCTION sees_closed() RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM unnest(ARRAY['ccot_owner', 'ccot_ingest', 'ccot_web', 'ccot_report', 'ccot_admin']) AS may(role)
                    WHERE pg_has_role(current_user, role, 'MEMBER'));
END
$$;
