-- True when somebody has had a hand in an order: a later reading may then neither take it away nor, where it was decided,
-- write over it.
CREATE OR REPLACE FUNCTION entry_is_touched(of_entry bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = ccot, pg_temp AS $$
    SELECT e.state <> 'pending' OR e.legal_hold OR coalesce(e.claimed_until > now(), false)
           OR EXISTS (SELECT FROM decision d WHERE d.undone_at IS NULL AND d.entry_id = e.entry_id)
           OR EXISTS (SELECT FROM decision d WHERE d.undone_at IS NULL AND d.other_entry_id = e.entry_id)
           OR EXISTS (SELECT FROM entry c WHERE c.representative_id = e.entry_id AND c.state = 'duplicate')
           OR EXISTS (SELECT FROM service s WHERE s.entry_id = e.entry_id AND s.joined = 'person')
      FROM entry e WHERE e.entry_id = of_entry
$$;

-- True when a person confirmed or corrected a field; what came with a copy is not of this paper.
CREATE OR REPLACE FUNCTION field_is_decided(of_entry bigint, field_name text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = ccot, pg_temp AS $$
    SELECT EXISTS (SELECT FROM fact f JOIN decision d USING (decision_id)
                    WHERE f.entry_id = of_entry AND f.name = field_name AND f.source_entry_id IS NULL AND d.undone_at IS NULL)
$$;

-- What another reading of a message changes, field by field; the orders themselves under the name 'order'. Effect: new,
-- changed and gone are written; kept is noted beside what a person has decided. orders: of {position, entry_id or null,
-- order_type, action, draft, fields: [{name, value, raw, page, box, confidence}]}.
CREATE OR REPLACE FUNCTION reread_changes(of_message bigint, orders jsonb)
    RETURNS TABLE (entry_id bigint, name text, effect text, value text, raw text, page integer, box double precision[],
                   confidence double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
#variable_conflict use_column
BEGIN
RETURN QUERY
WITH found AS (
     SELECT o.* FROM jsonb_to_recordset(orders)
            AS o (entry_id bigint, order_type text, action text, draft boolean, fields jsonb)),
mine AS (SELECT e.* FROM entry e WHERE e.message_id = of_message),
same AS (SELECT mine.entry_id, mine.state FROM mine JOIN found USING (entry_id)),
held (entry_id, name, value, decided, corrected_from) AS (
     SELECT v.entry_id, v.name, CASE WHEN v.source_entry_id IS NULL THEN v.value ELSE f.value END,
            CASE WHEN v.source_entry_id IS NULL THEN v.decided END, v.corrected_from
       FROM same JOIN effective_field v USING (entry_id) LEFT JOIN field f ON f.entry_id = v.entry_id AND f.name = v.name
      WHERE v.source_entry_id IS NULL OR f.value IS NOT NULL
     UNION ALL
     SELECT mine.entry_id, w.name, w.value, CASE WHEN w.name <> 'draft' AND t.before IS NOT NULL THEN 'corrected' END, t.before ->> w.name
       FROM mine JOIN same USING (entry_id),
            LATERAL (VALUES ('order_type', mine.order_type), ('action', mine.action), ('draft', mine.draft::text)) AS w (name, value),
            LATERAL (SELECT (SELECT d.before FROM decision d WHERE d.entry_id = mine.entry_id AND d.kind = 'type' AND d.undone_at IS NULL
                              ORDER BY d.decision_id LIMIT 1)) AS t (before)),
said AS (
     SELECT found.entry_id, f.* FROM found,
            jsonb_to_recordset(found.fields) AS f (name text, value text, raw text, page integer, box double precision[],
                                                   confidence double precision)
      WHERE found.entry_id IS NOT NULL
     UNION ALL
     SELECT found.entry_id, w.name, w.value, NULL, NULL, NULL, NULL
       FROM found, LATERAL (VALUES ('order_type', found.order_type), ('action', found.action), ('draft', found.draft::text)) AS w (name, value)
      WHERE found.entry_id IS NOT NULL),
apart AS (
     SELECT entry_id, name, held.value AS before, held.decided, held.corrected_from, said.value, said.raw, said.page, said.box,
            said.confidence
       FROM held FULL JOIN said USING (entry_id, name)
      WHERE held.value IS DISTINCT FROM said.value
        AND NOT (coalesce(held.decided, '') = 'corrected' AND held.corrected_from IS NOT DISTINCT FROM said.value))
SELECT a.entry_id, a.name,
       CASE WHEN same.state <> 'pending' OR a.decided IS NOT NULL THEN 'kept'
            WHEN a.before IS NULL THEN 'new'
            WHEN a.value IS NULL THEN 'gone'
            ELSE 'changed' END,
       a.value, a.raw, a.page, a.box, a.confidence
  FROM apart a JOIN same USING (entry_id)
UNION ALL
SELECT mine.entry_id, 'order', CASE WHEN entry_is_touched(mine.entry_id) THEN 'kept' ELSE 'gone' END, NULL, NULL, NULL, NULL, NULL
  FROM mine WHERE mine.entry_id NOT IN (SELECT entry_id FROM same)
UNION ALL
SELECT NULL, 'order', 'new', NULL, NULL, NULL, NULL, NULL FROM found WHERE found.entry_id IS NULL;
END
$$;
