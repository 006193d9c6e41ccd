-- For the functions queue_* alone: the order in which everything that waits should be taken is that of queue_rank, received_at, message_id,
-- kind, id. The backlog stands behind everything of today; what has waited longer than its target rises above all but alerts, and so does
-- what somebody else owes us since a day that is over. One number, so that thousands are put in order quickly.
DROP FUNCTION IF EXISTS queue_place(integer);
CREATE OR REPLACE FUNCTION queue_rank(lane integer, calm integer, late boolean, kind_rank integer, discharges boolean, served boolean,
    power_of_arrest boolean, without_notice boolean) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT lane * 1024 + calm * 256 + (NOT late)::integer * 128 + kind_rank * 16 + (NOT discharges)::integer * 8 + (NOT served)::integer * 4
           + (NOT power_of_arrest)::integer * 2 + (NOT without_notice)::integer
$$;

-- The same in two steps: what is kept of an order that waits (neither late nor soon), and its rank at this moment.
CREATE OR REPLACE FUNCTION queue_place(lane integer, acts boolean, discharges boolean, served boolean, power_of_arrest boolean, without_notice boolean)
    RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT queue_rank(lane, 2, false, CASE WHEN acts THEN 0 ELSE 3 END, discharges, served, power_of_arrest, without_notice)
$$;
CREATE OR REPLACE FUNCTION queue_rank_now(place integer, acts boolean, late boolean, soon boolean) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT place - CASE WHEN late THEN 128 ELSE 0 END - CASE WHEN soon AND NOT acts THEN 32 ELSE 0 END
$$;

-- For the functions queue_* alone. target: received before it is past its target; today: the day in London.
CREATE OR REPLACE FUNCTION queue_is_late(lane integer, calm integer, received_at timestamptz, chase_on date, target timestamptz, today date)
    RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT calm = 2 AND lane = 0 AND CASE WHEN chase_on IS NULL THEN received_at < target ELSE chase_on < today END
$$;

-- The day of the next working morning in London: until eight o'clock it is today's.
CREATE OR REPLACE FUNCTION queue_morning() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT ((now() AT TIME ZONE 'Europe/London') - interval '8 hours')::date
           + CASE extract(isodow FROM (now() AT TIME ZONE 'Europe/London') - interval '8 hours') WHEN 5 THEN 3 WHEN 6 THEN 2 ELSE 1 END
$$;

-- Whether an order ends (ends) or is heard before that morning.
CREATE OR REPLACE FUNCTION queue_is_soon(ends boolean, hearing_on date, today date, morning date) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT ends OR coalesce(hearing_on >= today AND hearing_on < morning, false)
$$;

-- What a person may do here: null, or why not. Accounts of handlers and supervisors work on the queue. Both in plpgsql, which plans once for a
-- connection: the head of every page asks.
CREATE OR REPLACE FUNCTION queue_refusal(person text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN CASE WHEN NOT EXISTS (SELECT FROM staff s WHERE s.name = person AND s.role IN ('handler', 'supervisor') AND s.closed_at IS NULL)
                THEN 'role' END;
END
$$;

CREATE OR REPLACE FUNCTION queue_is_supervisor(person text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM staff s WHERE s.name = person AND s.role = 'supervisor' AND s.closed_at IS NULL);
END
$$;
