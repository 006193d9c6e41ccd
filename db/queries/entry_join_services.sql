-- Joins statements to the only order that fits: those of this message that found none in it, and older ones that the
-- orders of this message may concern. By number and respondent it is a fact, by names alone a proposal, and where two
-- orders fit, it is joined to none. Copies of one order count once. Never to an order made after the service.
-- role: ccot_ingest
-- $1 bigint  message
WITH concerned AS (
     SELECT service_id FROM service WHERE message_id = $1
     UNION
     SELECT k.service_id FROM entry e JOIN entry_key ek USING (entry_id) JOIN service_key k USING (key) WHERE e.message_id = $1),
open AS (
     SELECT s.service_id, s.entry_id, s.served_on, s.fields FROM concerned JOIN service s USING (service_id)
      WHERE s.joined IS NULL OR s.joined IN ('number', 'names')),
fits AS (
     SELECT o.service_id, coalesce(e.representative_id, e.entry_id) AS head, bool_or(sk.kind = 'case') AS by_number
       FROM open o
       JOIN service_key sk ON sk.service_id = o.service_id AND sk.kind IN ('case', 'name')
       JOIN entry_key ek ON ek.key = sk.key
       JOIN entry e ON e.entry_id = ek.entry_id AND NOT e.draft AND e.state <> 'rejected'
       LEFT JOIN field made ON made.entry_id = e.entry_id AND made.name = 'made_on'
       LEFT JOIN field born ON born.entry_id = e.entry_id AND born.name = 'respondent_dob'
      WHERE (o.served_on IS NULL OR made.value IS NULL OR made.value::date <= o.served_on)
        AND coalesce(made.value = (o.fields -> 'made_on' ->> 'value'), true)
        AND coalesce(born.value = (o.fields -> 'respondent_dob' ->> 'value'), true)
      GROUP BY o.service_id, head),
choice AS (
     SELECT service_id, max(head) FILTER (WHERE by_number) AS numbered, count(*) FILTER (WHERE by_number) AS numbers,
            max(head) FILTER (WHERE NOT by_number) AS named, count(*) FILTER (WHERE NOT by_number) AS names
       FROM fits GROUP BY service_id),
verdict AS (
     SELECT o.service_id, CASE WHEN c.numbers = 1 THEN c.numbered WHEN c.numbers = 0 AND c.names = 1 THEN c.named END AS entry_id,
            CASE WHEN c.numbers = 1 THEN 'number' WHEN c.numbers = 0 AND c.names = 1 THEN 'names' END AS joined
       FROM open o LEFT JOIN choice c USING (service_id))
UPDATE service s SET entry_id = v.entry_id, joined = v.joined, state = CASE v.joined WHEN 'number' THEN 'fact' ELSE 'proposed' END
  FROM verdict v
 WHERE s.service_id = v.service_id AND (s.entry_id, s.joined) IS DISTINCT FROM (v.entry_id, v.joined)
