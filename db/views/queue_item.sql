-- For this schema's own use: the orders among what waits that end before the next working morning.
CREATE VIEW queue_soon AS
SELECT c.entry_id FROM entry_course c
 WHERE c.begins_at <= now() AND c.ends_at > now()
   AND c.ends_at < ((SELECT queue_morning()) + time '08:00') AT TIME ZONE 'Europe/London'
   -- of all orders that end then, few wait
   AND EXISTS (SELECT FROM entry_waiting w WHERE w.entry_id = c.entry_id)
   AND NOT EXISTS (SELECT FROM entry_course o WHERE o.entry_id = c.entry_id
                      AND o.begins_at > c.begins_at AND o.begins_at <= now());

-- For this schema's own use: the orders among what waits, with what hangs on the hour: which of them end, or are heard, before the next working
-- morning (soon), and who holds them. queue_rows asks the same of those rows alone that it shows.
CREATE VIEW queue_order AS
SELECT x.entry_id, x.message_id, x.received_at, x.lane, x.place, x.acts, x.discharges, x.served, x.power_of_arrest, x.without_notice, x.differs, x.chase_on,
       queue_is_soon(s.entry_id IS NOT NULL, x.hearing_on, (SELECT (now() AT TIME ZONE 'Europe/London')::date), (SELECT queue_morning())) AS soon,
       h.claimed_by AS held_by, h.claimed_until AS held_until
  FROM entry_waiting x
  LEFT JOIN queue_soon s ON s.entry_id = x.entry_id
  LEFT JOIN (SELECT e.entry_id, e.claimed_by, e.claimed_until FROM entry e
              WHERE e.claimed_by IS NOT NULL AND e.claimed_until > now()) h ON h.entry_id = x.entry_id;

-- For this schema's own use: everything that waits for a person, one row an item, with what its place hangs on. An entry waits while
-- it is pending, differs from a later reading, or has no effect before a second person confirms it; a mail while it failed, brought no order, was passed on without a receipt, or has a
-- paper without an outcome (message.waits); the open alerts of a mail are one item, which stands for the mail too where it has no such paper.
-- What waits for somebody else's answer or receipt stands here too, verified or not, with the day on which they are asked again (chase_on).
-- calm: 0 raises the alarm (somebody may be in danger, or an order of ours may be lost), 1 needs an answer today, 2 neither.
-- Read it after queue_refresh(), which brings the table entry_waiting up to date.
-- kind_rank: 0 changes an order, 1 ends or is heard before the next working morning, 2 cannot be read or gave no entry, 3 the rest.
CREATE VIEW queue_item AS
SELECT 'entry' AS kind, w.entry_id AS id, w.message_id, w.received_at, w.lane, 2 AS calm,
       CASE WHEN w.acts THEN 0 WHEN w.soon THEN 1 ELSE 3 END AS kind_rank, w.acts, w.discharges, w.soon, w.served,
       w.power_of_arrest, w.without_notice, w.differs, false AS closed, w.held_by, w.held_until, w.chase_on
  FROM queue_order w
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

-- For queue_refresh() alone: the same of an entry that waits, as it stands in the register; what hangs on the hour is not in it.
CREATE VIEW entry_place AS
SELECT e.entry_id, e.message_id, e.received_at, m.lane, x.acts, x.discharges, x.served, coalesce(f.power_of_arrest, false) AS power_of_arrest,
       coalesce(f.without_notice, false) AS without_notice, x.differs, f.hearing_on, x.chase_on,
       x.second_by, queue_place(m.lane, x.acts, x.discharges, x.served, coalesce(f.power_of_arrest, false), coalesce(f.without_notice, false)) AS place
  FROM entry e
  JOIN message m ON m.message_id = e.message_id
 CROSS JOIN LATERAL (
       SELECT bool_or(v.value = 'true') FILTER (WHERE v.name = 'power_of_arrest') AS power_of_arrest,
              bool_or(v.value = 'true') FILTER (WHERE v.name = 'without_notice') AS without_notice,
              max(v.value) FILTER (WHERE v.name = 'served_on') AS served_on,
              (max(v.value) FILTER (WHERE v.name = 'hearing_on'))::date AS hearing_on
         FROM effective_field v
        WHERE v.entry_id = e.entry_id AND v.name IN ('power_of_arrest', 'without_notice', 'served_on', 'hearing_on')) f
 CROSS JOIN LATERAL (
       SELECT e.action IN ('varied', 'extended', 'discharged') OR n.by IS NOT NULL
              OR EXISTS (SELECT FROM relation r WHERE r.entry_id = e.entry_id AND r.kind IN ('varies', 'extends', 'discharges')) AS acts,
              e.action = 'discharged'
              OR EXISTS (SELECT FROM relation r WHERE r.entry_id = e.entry_id AND r.kind = 'discharges') AS discharges,
              f.served_on IS NOT NULL
              OR EXISTS (SELECT FROM service s WHERE s.entry_id = e.entry_id AND s.state = 'fact'
                            AND s.outcome IN ('served', 'informed', 'present_in_court')) AS served,
              EXISTS (SELECT FROM entry_difference n WHERE n.entry_id = e.entry_id AND n.settled_at IS NULL) AS differs,
              (SELECT min(o.chase_on) FROM entry_wait o WHERE o.entry_id = e.entry_id) AS chase_on, n.by AS second_by
         -- what nobody has verified yet waits for everybody, whoever set an end of it
         FROM (SELECT (SELECT s.by FROM queue_entry_second(e.entry_id) s WHERE e.state <> 'pending') AS by OFFSET 0) n) x
 WHERE e.state = 'pending' OR x.differs OR x.chase_on IS NOT NULL OR x.second_by IS NOT NULL;
