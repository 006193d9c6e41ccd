-- Sure relations inside one case: the orders of this message and, where one of them begins a group of its own, those of
-- the same number and respondent are looked at anew. A change names its target by day, or is about the only earlier
-- order of its kind for the same people; where none or two fit, its target stays empty. A later order of the same kind
-- for the same people succeeds the latest earlier one.
-- role: ccot_ingest
-- $1 bigint  message
WITH acting AS (
     SELECT entry_id FROM entry WHERE message_id = $1
     UNION
     SELECT other.entry_id
       FROM entry mine
       JOIN entry_key mk ON mk.entry_id = mine.entry_id AND mk.kind = 'case'
       JOIN entry_key other ON other.key = mk.key
      WHERE mine.message_id = $1 AND mine.representative_id IS NULL),
known AS (
     SELECT e.entry_id, e.action, e.order_type, coalesce(e.representative_id, e.entry_id) AS head,
            max(f.value) FILTER (WHERE f.name = 'made_on') AS made_on, max(f.value) FILTER (WHERE f.name = 'target_made_on') AS target
       FROM acting JOIN entry e USING (entry_id) LEFT JOIN field f USING (entry_id)
      WHERE NOT e.draft AND e.state <> 'rejected'
      GROUP BY e.entry_id),
pair AS (
     SELECT DISTINCT a.entry_id, a.action, a.target, coalesce(t.representative_id, t.entry_id) AS head, made.value AS made_on, t.action AS other
       FROM known a
       JOIN entry_key ak ON ak.entry_id = a.entry_id AND ak.kind = 'case'
       JOIN entry_key tk ON tk.key = ak.key
       JOIN entry t ON t.entry_id = tk.entry_id AND t.order_type = a.order_type AND NOT t.draft AND t.state <> 'rejected'
       JOIN field made ON made.entry_id = t.entry_id AND made.name = 'made_on'
      WHERE coalesce(t.representative_id, t.entry_id) <> a.head AND made.value < a.made_on
        AND (made.value = a.target
             OR EXISTS (SELECT FROM entry_key x JOIN entry_key y USING (key)
                         WHERE x.entry_id = a.entry_id AND x.kind = 'name' AND y.entry_id = t.entry_id AND y.kind = 'name'))),
fitting AS (
     SELECT entry_id, max(head) AS head, count(DISTINCT head) AS heads FROM pair
      WHERE action IN ('varied', 'extended', 'discharged') AND (made_on = target OR (target IS NULL AND other = 'made'))
      GROUP BY entry_id),
change AS (
     SELECT a.entry_id, CASE WHEN f.heads = 1 THEN f.head END AS earlier, a.target::date AS target,
            CASE a.action WHEN 'varied' THEN 'varies' WHEN 'extended' THEN 'extends' ELSE 'discharges' END AS kind,
            CASE WHEN f.heads > 1 THEN ARRAY['two orders fit what it names']
                 WHEN f.heads IS NULL THEN ARRAY['the order that it changes is not held']
                 WHEN a.target IS NOT NULL THEN ARRAY['same case number and respondent', 'it names the day on which that order was made']
                 ELSE ARRAY['same case number, respondent and protected person', 'the only earlier order of this kind'] END AS reasons
       FROM known a LEFT JOIN fitting f USING (entry_id)
      WHERE a.action IN ('varied', 'extended', 'discharged')),
successor AS (
     SELECT p.entry_id, max(p.head) AS earlier, NULL::date, 'succeeds',
            ARRAY['same case number, respondent and protected person', 'a later order of the same kind']
       FROM pair p
      WHERE p.action = 'made' AND p.other = 'made'
        AND p.made_on = (SELECT max(l.made_on) FROM pair l WHERE l.entry_id = p.entry_id AND l.other = 'made')
      GROUP BY p.entry_id HAVING count(DISTINCT p.head) = 1),
cleared AS (DELETE FROM relation WHERE entry_id IN (SELECT entry_id FROM acting))
INSERT INTO relation (entry_id, earlier_entry_id, target_made_on, kind, reasons)
SELECT * FROM change UNION ALL SELECT * FROM successor
