-- For this schema's own use: everything that waits for a person, one row an item, with what its place hangs on. An entry waits while
-- it is pending or differs from a later reading; a mail while it failed, brought no order, was passed on without a receipt, or has a
-- paper without an outcome (message.waits); the open alerts of a mail are one item, which stands for the mail too where it has no such paper.
-- What waits for somebody else's answer or receipt stands here too, verified or not, with the day on which they are asked again (chase_on).
-- calm: 0 raises the alarm (somebody may be in danger, or an order of ours may be lost), 1 needs an answer today, 2 neither.
-- kind_rank: 0 changes an order, 1 ends or is heard before the next working morning, 2 cannot be read or gave no entry, 3 the rest.
CREATE VIEW queue_item AS
WITH base AS (
     SELECT ((now() AT TIME ZONE 'Europe/London') - interval '8 hours')::date AS day),
morning AS (
     SELECT day + CASE extract(isodow FROM day) WHEN 5 THEN 3 WHEN 6 THEN 2 ELSE 1 END AS day FROM base),
waits AS (
     SELECT w.entry_id, min(w.chase_on) AS chase_on FROM entry_wait w GROUP BY w.entry_id)
SELECT 'entry' AS kind, e.entry_id AS id, e.message_id, e.received_at, m.lane, 2 AS calm,
       CASE WHEN x.acts THEN 0 WHEN x.soon THEN 1 ELSE 3 END AS kind_rank, x.acts, x.discharges, x.soon, x.served,
       coalesce(f.power_of_arrest, false) AS power_of_arrest, coalesce(f.without_notice, false) AS without_notice, x.differs, false AS closed,
       CASE WHEN e.claimed_until > now() THEN e.claimed_by END AS held_by, e.claimed_until AS held_until, t.chase_on
  FROM entry e
  JOIN message m ON m.message_id = e.message_id
  LEFT JOIN waits t ON t.entry_id = e.entry_id
 CROSS JOIN morning
 CROSS JOIN LATERAL (
       SELECT bool_or(v.value = 'true') FILTER (WHERE v.name = 'power_of_arrest') AS power_of_arrest,
              bool_or(v.value = 'true') FILTER (WHERE v.name = 'without_notice') AS without_notice,
              max(v.value) FILTER (WHERE v.name = 'served_on') AS served_on,
              max(v.value) FILTER (WHERE v.name = 'hearing_on') AS hearing_on
         FROM effective_field v
        WHERE v.entry_id = e.entry_id AND v.name IN ('power_of_arrest', 'without_notice', 'served_on', 'hearing_on')) f
 CROSS JOIN LATERAL (
       SELECT e.action IN ('varied', 'extended', 'discharged')
              OR EXISTS (SELECT FROM relation r WHERE r.entry_id = e.entry_id AND r.kind IN ('varies', 'extends', 'discharges')) AS acts,
              e.action = 'discharged'
              OR EXISTS (SELECT FROM relation r WHERE r.entry_id = e.entry_id AND r.kind = 'discharges') AS discharges,
              f.hearing_on::date >= (now() AT TIME ZONE 'Europe/London')::date AND f.hearing_on::date < morning.day
              OR EXISTS (SELECT FROM entry_course c
                          WHERE c.entry_id = e.entry_id AND c.begins_at <= now() AND c.ends_at > now()
                            AND c.ends_at < (morning.day + time '08:00') AT TIME ZONE 'Europe/London'
                            AND NOT EXISTS (SELECT FROM entry_course o WHERE o.entry_id = c.entry_id
                                               AND o.begins_at > c.begins_at AND o.begins_at <= now())) AS soon,
              f.served_on IS NOT NULL
              OR EXISTS (SELECT FROM service s WHERE s.entry_id = e.entry_id AND s.state = 'fact'
                            AND s.outcome IN ('served', 'informed', 'present_in_court')) AS served,
              EXISTS (SELECT FROM entry_difference n WHERE n.entry_id = e.entry_id AND n.settled_at IS NULL) AS differs) x
 WHERE e.state = 'pending' OR e.entry_id IN (SELECT n.entry_id FROM entry_difference n WHERE n.settled_at IS NULL)
    OR e.entry_id IN (SELECT w.entry_id FROM waits w)
UNION ALL
SELECT 'mail', m.message_id, m.message_id, m.received_at, m.lane, 2, CASE WHEN m.state = 'failed' OR p.open THEN 2 ELSE 3 END,
       false, false, false, false, false, false, false, m.state = 'failed' OR p.closed,
       CASE WHEN m.held_until > now() THEN m.held_by END, m.held_until, NULL
  FROM message m
 CROSS JOIN LATERAL (
       SELECT count(*) > 0 AS open, coalesce(bool_or(d.problem IS NOT NULL), false) AS closed
         FROM document d WHERE d.message_id = m.message_id AND document_is_open(d)) p
 WHERE m.waits
   AND (p.open OR NOT EXISTS (SELECT FROM alert a WHERE a.message_id = m.message_id AND a.handled_at IS NULL))
UNION ALL
SELECT 'alert', m.message_id, m.message_id, m.received_at, m.lane,
       CASE WHEN a.kinds && ARRAY['breach', 'danger']
                 OR 'chaser' = ANY (a.kinds) AND NOT EXISTS (
                    SELECT FROM message o JOIN entry e ON e.message_id = o.message_id WHERE lower(o.from_address) = lower(m.from_address))
            THEN 0
            WHEN a.kinds && ARRAY['retraction', 'request', 'unsafe_contact', 'chaser'] THEN 1 ELSE 2 END,
       3, false, false, false, false, false, false, false, false, CASE WHEN m.held_until > now() THEN m.held_by END, m.held_until, NULL
  FROM (SELECT o.message_id, array_agg(DISTINCT o.kind) AS kinds FROM alert o WHERE o.handled_at IS NULL GROUP BY o.message_id) a
  JOIN message m ON m.message_id = a.message_id;
