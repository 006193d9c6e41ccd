-- For this schema's own use: the fields of an entry as the sum of its living sources: what a person said last, else what was read.
-- stated: the same from its own paper alone, as pairs are compared: a copy that prints the same mistake stays a copy. Not
-- materialized: what is asked of one entry is looked up by index, not among the facts of all.
CREATE VIEW effective_field AS
WITH said AS NOT MATERIALIZED (
     SELECT DISTINCT ON (entry_id, name) * FROM decided_fact WHERE lives ORDER BY entry_id, name, fact_id DESC)
SELECT f.entry_id, f.name, CASE WHEN s.fact_id IS NULL THEN f.value ELSE s.value END AS value, coalesce(s.raw, f.raw) AS raw,
       CASE WHEN s.raw IS NULL THEN f.page ELSE s.page END AS page, CASE WHEN s.raw IS NULL THEN f.box ELSE s.box END AS box,
       coalesce(s.confidence, f.confidence) AS confidence,
       CASE WHEN s.origin = 'confirmed' THEN 'confirmed' WHEN s.fact_id IS NOT NULL THEN 'corrected' END AS decided,
       CASE WHEN s.origin <> 'confirmed' THEN f.value END AS corrected_from, s.origin, s.source_entry_id
  FROM field f LEFT JOIN said s ON s.entry_id = f.entry_id AND s.name = f.name
UNION ALL
SELECT s.entry_id, s.name, s.value, coalesce(s.raw, ''), s.page, s.box, coalesce(s.confidence, 1),
       CASE WHEN s.origin IN ('confirmed', 'copy') THEN 'confirmed' ELSE 'corrected' END, NULL, s.origin, s.source_entry_id
  FROM said s
 WHERE NOT EXISTS (SELECT FROM field f WHERE f.entry_id = s.entry_id AND f.name = s.name);

-- The same without where it stands, which one index can answer for all orders.
CREATE VIEW effective_value AS
WITH said AS NOT MATERIALIZED (
     SELECT DISTINCT ON (entry_id, name) entry_id, name, fact_id, value FROM decided_fact WHERE lives ORDER BY entry_id, name, fact_id DESC)
SELECT f.entry_id, f.name, CASE WHEN s.fact_id IS NULL THEN f.value ELSE s.value END AS value
  FROM field f LEFT JOIN said s ON s.entry_id = f.entry_id AND s.name = f.name
UNION ALL
SELECT s.entry_id, s.name, s.value FROM said s
 WHERE NOT EXISTS (SELECT FROM field f WHERE f.entry_id = s.entry_id AND f.name = s.name);

CREATE VIEW stated_field AS
WITH said AS NOT MATERIALIZED (
     SELECT DISTINCT ON (entry_id, name) entry_id, name, fact_id, value FROM decided_fact
      WHERE lives AND source_entry_id IS NULL AND origin IN ('confirmed', 'misread') ORDER BY entry_id, name, fact_id DESC)
SELECT f.entry_id, f.name, CASE WHEN s.fact_id IS NULL THEN f.value ELSE s.value END AS value
  FROM field f LEFT JOIN said s ON s.entry_id = f.entry_id AND s.name = f.name
UNION ALL
SELECT s.entry_id, s.name, s.value FROM said s
 WHERE NOT EXISTS (SELECT FROM field f WHERE f.entry_id = s.entry_id AND f.name = s.name);
