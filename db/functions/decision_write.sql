-- Writes what register/ judged in the transaction of a decision; refused outside of one.
CREATE OR REPLACE FUNCTION decision_open() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM decision_due WHERE xact = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'decision: nothing was decided' USING ERRCODE = 'insufficient_privilege';
    END IF;
END
$$;

-- The pairs among these entries and their representatives anew. Whoever represents copies and was one itself is pending again.
CREATE OR REPLACE FUNCTION decision_group(members bigint[], pairs jsonb, heads jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM decision_open();
    DELETE FROM duplicate WHERE entry_id = ANY (members) AND earlier_entry_id = ANY (members);
    INSERT INTO duplicate (entry_id, earlier_entry_id, level, score, reasons, evidence, adds, contradicts)
    SELECT entry_id, earlier_entry_id, level, score, reasons, evidence, adds, contradicts
      FROM jsonb_to_recordset(pairs) AS p (entry_id bigint, earlier_entry_id bigint, level text, score double precision, reasons text[],
           evidence text, adds text[], contradicts text[])
        ON CONFLICT (entry_id, earlier_entry_id) DO NOTHING;
    PERFORM entry_group_write(heads);
END
$$;

-- By what an entry is found, after a misreading was put right.
CREATE OR REPLACE FUNCTION decision_rekey(which bigint, keys jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM decision_open();
    DELETE FROM entry_key WHERE entry_id = which;
    INSERT INTO entry_key (entry_id, kind, key) SELECT which, kind, key FROM jsonb_to_recordset(keys) AS k (kind text, key bigint)
        ON CONFLICT DO NOTHING;
END
$$;

-- The courses anew; then the transaction may end.
CREATE OR REPLACE FUNCTION decision_finish(courses jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM decision_open();
    DELETE FROM entry_course o USING jsonb_to_recordset(courses) AS c (entry_id bigint) WHERE o.entry_id = c.entry_id;
    INSERT INTO entry_course (entry_id, begins_at, status, reason, ends_at, waits_for)
    SELECT c.entry_id, coalesce(to_timestamp(s.begins_at), '-infinity'), s.status, s.reason, to_timestamp(s.ends_at), s.waits_for
      FROM jsonb_to_recordset(courses) AS c (entry_id bigint, spans jsonb),
           jsonb_to_recordset(c.spans) AS s (begins_at bigint, status text, reason text, ends_at bigint, waits_for bigint[]);
    DELETE FROM decision_due WHERE xact = pg_current_xact_id();
END
$$;
