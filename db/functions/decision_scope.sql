-- What a decision on these entries may touch: the groups they are in (member), and the groups of the orders that those act on.
CREATE OR REPLACE FUNCTION decision_scope(which bigint[]) RETURNS TABLE (entry_id bigint, member boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH head AS (
         SELECT DISTINCT coalesce(e.representative_id, e.entry_id) AS head FROM entry e WHERE e.entry_id = ANY (which)),
    inside AS (
         SELECT h.head AS id FROM head h UNION SELECT e.entry_id FROM head h JOIN entry e ON e.representative_id = h.head),
    target AS (
         SELECT DISTINCT coalesce(t.representative_id, t.entry_id) AS head
           FROM inside i JOIN relation r ON r.entry_id = i.id JOIN entry t ON t.entry_id = r.earlier_entry_id),
    beside AS (
         SELECT t.head AS id FROM target t UNION SELECT e.entry_id FROM target t JOIN entry e ON e.representative_id = t.head)
    SELECT i.id, true FROM inside i UNION ALL SELECT b.id, false FROM beside b WHERE b.id NOT IN (SELECT i.id FROM inside i);
END
$$;

-- The keys of entries, and the entries that share one of the given keys of files, messages, texts and whole orders.
CREATE OR REPLACE FUNCTION decision_keys(which bigint[]) RETURNS TABLE (entry_id bigint, key bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT k.entry_id, k.key FROM entry_key k WHERE k.entry_id = ANY (which);
END
$$;
CREATE OR REPLACE FUNCTION decision_found(keys bigint[]) RETURNS TABLE (entry_id bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT DISTINCT k.entry_id FROM entry_key k WHERE k.key = ANY (keys);
END
$$;

-- Locks entries in ascending order. A call of its own, so that the next one sees what was waited for.
CREATE OR REPLACE FUNCTION decision_lock(which bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    PERFORM FROM entry e WHERE e.entry_id = ANY (which) ORDER BY e.entry_id FOR NO KEY UPDATE;
END
$$;

CREATE OR REPLACE FUNCTION decision_version(which bigint) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT row_version FROM entry WHERE entry_id = which
$$;
