-- For the functions queue_* alone: the order in which everything that waits should be taken. The backlog stands behind everything of
-- today; what has waited longer than its target rises above all but alerts, and so does what somebody else owes us since a day that is over.
DROP FUNCTION IF EXISTS queue_place(integer);
CREATE FUNCTION queue_place(target_hours integer) RETURNS TABLE (place bigint, kind text, id bigint, message_id bigint,
    received_at timestamptz, calm integer, kind_rank integer, late boolean, acts boolean, discharges boolean, soon boolean, served boolean,
    power_of_arrest boolean, without_notice boolean, differs boolean, closed boolean, held_by text, held_until timestamptz, chase_on date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    RETURN QUERY
    SELECT row_number() OVER (ORDER BY i.lane, i.calm, NOT w.late, i.kind_rank, NOT i.discharges, NOT i.served, NOT i.power_of_arrest,
                                       NOT i.without_notice, i.received_at, i.message_id, i.kind, i.id),
           i.kind, i.id, i.message_id, i.received_at, i.calm, i.kind_rank, w.late, i.acts, i.discharges, i.soon, i.served, i.power_of_arrest,
           i.without_notice, i.differs, i.closed, i.held_by, i.held_until, i.chase_on
      FROM queue_item i
     CROSS JOIN LATERAL (
           SELECT i.calm = 2 AND i.lane = 0
                  AND CASE WHEN i.chase_on IS NULL THEN i.received_at < now() - make_interval(hours => target_hours)
                           ELSE i.chase_on < (now() AT TIME ZONE 'Europe/London')::date END AS late) w;
END
$$;

-- What a person may do here: null, or why not. Accounts of handlers and supervisors work on the queue.
CREATE OR REPLACE FUNCTION queue_refusal(person text) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT CASE WHEN NOT EXISTS (SELECT FROM staff s WHERE s.name = person AND s.role IN ('handler', 'supervisor') AND s.closed_at IS NULL)
                THEN 'role' END
$$;

CREATE OR REPLACE FUNCTION queue_is_supervisor(person text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT EXISTS (SELECT FROM staff s WHERE s.name = person AND s.role = 'supervisor' AND s.closed_at IS NULL)
$$;
