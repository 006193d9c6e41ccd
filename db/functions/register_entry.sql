-- One entry with everything that belongs to it, after writing who looks at it, in two halves: what it says (register_said: its fields and what people
-- decided on them), which its page begins with, and what stands around it (register_around), which the server works out while that is made.
-- What it says stands in fields, and not in columns beside them as v_entry has it: those take longer than any other part. person: papers that are shut
-- to everybody are open to who opened them. Of an entry that is closed to the person
-- only its numbers and how it is closed (closed). Planned once for a connection: planning it takes ten times as long as running it. The whole is
-- json, which is printed as it comes: as jsonb each part would be taken apart and put together again for every object that it stands in.
-- Making a plan ready costs more than what most parts of it find, so that a part which few entries have is a function of its own (register_part.sql),
-- called where a look at one index says that there is something for it.
DROP FUNCTION IF EXISTS register_entry(text, bigint);

-- null when there is no such entry
CREATE OR REPLACE FUNCTION register_said(person text, which bigint) RETURNS json
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF restriction_closes(person, which) THEN
        PERFORM audit_write('consult', 'entry', which, person, NULL, 'refused, restricted');
        RETURN to_json(t) FROM (SELECT e.*, restriction_state(person, which) AS closed FROM v_entry e WHERE e.entry_id = which) t;
    END IF;
    PERFORM audit_write('consult', 'entry', which, person, NULL, NULL);
    -- to this person, until the transaction ends: register_around goes on from here
    PERFORM set_config('ccot.said', which || ':' || person, true);
    RETURN (
    SELECT to_json(t) FROM (
    SELECT n.entry_id, n.message_id, n.document_id, n.order_type, n.action, n.draft, n.state, n.priority, n.claimed_by, n.claimed_until, n.verified_by,
           n.verified_at, n.row_version, n.received_at, n.queued_at, n.retention_review_on, n.legal_hold, n.representative_id, n.comparison_note,
           -- what was read, as effective_field has it where nobody said anything
           CASE WHEN EXISTS (SELECT FROM fact f WHERE f.entry_id = which) THEN register_fields(which) ELSE
           (SELECT coalesce(json_object_agg(f.name, json_build_object(
                                 'value', f.value, 'raw', f.raw, 'page', f.page, 'box', f.box, 'confidence', f.confidence, 'decided', NULL,
                                 'corrected_from', NULL, 'source_entry_id', NULL)), '{}')
                        FROM field f WHERE f.entry_id = which) END AS fields,
           CASE WHEN EXISTS (SELECT FROM service s WHERE s.entry_id = which) OR EXISTS (SELECT FROM entry c WHERE c.representative_id = which)
                THEN register_services(which) ELSE '[]' END AS services,
           CASE WHEN EXISTS (SELECT FROM decision d WHERE d.entry_id = which) THEN register_decisions(which) ELSE '[]' END AS decisions,
           CASE WHEN n.claimed_until > now() THEN n.claimed_by END AS holder,
           CASE WHEN EXISTS (SELECT FROM typed y WHERE y.entry_id = which) THEN typed_of(person, which) ELSE '{}' END AS typed,
           keeping_told(which) AS kept
      FROM entry n WHERE n.entry_id = which) t);
END
$$;

-- In the transaction of register_said() for the same person, which has written who looks; null where that told nothing of the entry. row_version: of the
-- entry as it is now; it may have changed between the two.
CREATE OR REPLACE FUNCTION register_around(person text, which bigint) RETURNS json
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    IF current_setting('ccot.said', true) IS DISTINCT FROM which || ':' || person THEN
        RETURN NULL;
    END IF;
    RETURN (
    SELECT to_json(t) FROM (
    SELECT e.row_version, c.ends_at, c.status, c.reason AS status_reason,
           register_papers(person, e.message_id) AS papers,
           CASE WHEN EXISTS (SELECT FROM document d WHERE d.outcome_entry_id = which) THEN register_attached(person, which) END AS attached,
           near.duplicates, near.relations,
           CASE WHEN EXISTS (SELECT FROM message_link l WHERE l.message_id = e.message_id)
                     OR EXISTS (SELECT FROM message_link l WHERE l.earlier_message_id = e.message_id) THEN register_links(e.message_id) ELSE '[]' END AS links,
           CASE WHEN EXISTS (SELECT FROM entry_difference n WHERE n.entry_id = which) THEN register_differences(which) ELSE '[]' END AS differences,
           CASE WHEN e.state = 'verified' AND has.relations THEN (SELECT s.words FROM queue_entry_second(which) s) END AS second,
           CASE WHEN has.pairs THEN register_copies(which) ELSE '[]' END AS copies,
           CASE WHEN EXISTS (SELECT FROM fact f WHERE f.entry_id = which) THEN register_sources(which) ELSE '{}' END AS sources,
           CASE WHEN has.pairs OR has.relations OR has.copies OR e.representative_id IS NOT NULL
                THEN register_others(person, array_remove(register_ends(near.duplicates, near.relations), which) || e.representative_id) ELSE '{}' END AS others,
           CASE WHEN has.copies OR e.representative_id IS NOT NULL OR EXISTS (SELECT FROM hard_copy h WHERE h.entry_id = which)
                THEN hard_copy_told(which) END AS hard_copy,
           message_sender(e.message_id) AS sender,
           CASE WHEN EXISTS (SELECT FROM alert a WHERE a.message_id = e.message_id) THEN register_alerts(e.message_id) ELSE '[]' END AS alerts
      FROM entry e
      LEFT JOIN LATERAL (SELECT o.ends_at, o.status, o.reason FROM entry_course o
                          WHERE o.entry_id = which AND o.begins_at <= now() ORDER BY o.begins_at DESC LIMIT 1) c ON true
     -- asked once, and not in each place that wants to know
     CROSS JOIN LATERAL (
           SELECT EXISTS (SELECT FROM entry c WHERE c.representative_id = which) AS copies,
                  EXISTS (SELECT FROM duplicate u WHERE u.entry_id = which) OR EXISTS (SELECT FROM duplicate u WHERE u.earlier_entry_id = which) AS pairs,
                  EXISTS (SELECT FROM relation r WHERE r.entry_id = which) OR EXISTS (SELECT FROM relation r WHERE r.earlier_entry_id = which) AS relations
           OFFSET 0) has
     CROSS JOIN LATERAL (
           SELECT CASE WHEN has.pairs THEN register_duplicates_of(which) ELSE '[]' END AS duplicates,
                  CASE WHEN has.relations OR has.copies THEN register_relations(which) ELSE '[]' END AS relations
           OFFSET 0) near
     WHERE e.entry_id = which) t);
END
$$;
