-- What register/ judges relations from, and how it is written, in the transaction of a decision.

-- Representatives of groups that may belong beside entries, as the query entry_near finds them.
CREATE OR REPLACE FUNCTION decision_near(keys bigint[], most bigint) RETURNS TABLE (entry_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT coalesce(e.representative_id, e.entry_id)
      FROM entry_key k JOIN entry e ON e.entry_id = k.entry_id
     WHERE k.key = ANY (keys) AND e.state <> 'rejected'
     GROUP BY 1 ORDER BY max((k.kind = 'number')::integer) DESC, count(DISTINCT k.key) DESC, 1 DESC LIMIT most;
END
$$;

-- The representatives of orders outside of these that are said to act on one of them.
CREATE OR REPLACE FUNCTION decision_acting(which bigint[]) RETURNS TABLE (entry_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT DISTINCT coalesce(a.representative_id, a.entry_id) FROM relation r JOIN entry a ON a.entry_id = r.entry_id
     WHERE r.earlier_entry_id = ANY (which) AND r.kind IN ('varies', 'extends', 'discharges', 'succeeds') AND a.state <> 'rejected'
       AND NOT a.entry_id = ANY (which);
END
$$;

-- Relations anew, as the query entry_relate writes them. lain: orders beside which nothing lies but what is given; what was only possibly
-- a copy of one of them is given anew too, by decision_flag.
CREATE OR REPLACE FUNCTION decision_relate(acting bigint[], again bigint[], relations jsonb, lain bigint[]) RETURNS TABLE (entry_id bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    main text[] := ARRAY['varies', 'extends', 'discharges', 'succeeds'];
    target bigint[];
BEGIN
    PERFORM decision_open();
    DELETE FROM duplicate d WHERE d.level = 'possible' AND (d.entry_id = ANY (lain)) <> (d.earlier_entry_id = ANY (lain));
    WITH gone AS (
         DELETE FROM relation r
          WHERE r.decision_id IS NULL
            AND (r.entry_id = ANY (acting)
                 OR r.kind = ANY (main) AND r.entry_id IN (SELECT e.entry_id FROM entry e
                                                            WHERE e.entry_id = ANY (again) OR e.representative_id = ANY (again))
                 OR r.earlier_entry_id = ANY (lain) AND r.kind IN ('replaces', 'translation', 'renews', 'same_respondent'))
         RETURNING r.earlier_entry_id, r.kind)
    SELECT array_agg(g.earlier_entry_id) INTO target FROM gone g WHERE g.kind = ANY (main);
    INSERT INTO relation (entry_id, earlier_entry_id, target_made_on, kind, reasons)
    WITH said AS (
         SELECT * FROM jsonb_to_recordset(relations) AS r (entry_id bigint, earlier_entry_id bigint, target_made_on date, kind text, reasons text[])),
    given AS (
         SELECT * FROM said
          UNION
         SELECT c.entry_id, s.earlier_entry_id, s.target_made_on, s.kind, s.reasons FROM said s JOIN entry c ON c.representative_id = s.entry_id
          WHERE s.entry_id = ANY (again) AND s.kind = ANY (main))
    SELECT g.entry_id, g.earlier_entry_id, g.target_made_on, g.kind, g.reasons FROM given g
     WHERE NOT EXISTS (SELECT FROM relation o WHERE o.entry_id = g.entry_id
                          AND CASE WHEN g.kind = ANY (main) THEN o.decision_id IS NOT NULL
                                   ELSE o.earlier_entry_id = g.earlier_entry_id AND o.kind = g.kind END);
    target := target || ARRAY(SELECT r.earlier_entry_id FROM jsonb_to_recordset(relations) AS r (earlier_entry_id bigint, kind text)
                               WHERE r.kind = ANY (main));
    RETURN QUERY
    WITH head AS (SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS id FROM entry e WHERE e.entry_id = ANY (target))
    SELECT h.id FROM head h UNION ALL SELECT c.entry_id FROM head h JOIN entry c ON c.representative_id = h.id;
END
$$;

CREATE OR REPLACE FUNCTION decision_flag(pairs jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM decision_open();
    INSERT INTO duplicate (entry_id, earlier_entry_id, level, score, reasons, evidence, adds, contradicts)
    SELECT entry_id, earlier_entry_id, level, score, reasons, evidence, adds, contradicts
      FROM jsonb_to_recordset(pairs) AS p (entry_id bigint, earlier_entry_id bigint, level text, score double precision, reasons text[],
           evidence text, adds text[], contradicts text[])
        ON CONFLICT (entry_id, earlier_entry_id) DO NOTHING;
END
$$;

CREATE OR REPLACE FUNCTION decision_note(which bigint[], words text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM decision_open();
    UPDATE entry SET comparison_note = words WHERE entry_id = ANY (which) AND comparison_note IS DISTINCT FROM words;
END
$$;
