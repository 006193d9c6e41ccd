-- Brings the documents, orders and fields of a message to another reading of it. What a person has decided stays as it is
-- (reread_changes says what that is); what differs is noted beside it. Numbers of documents and orders stay. Returns the
-- numbers of the orders by position. The caller has locked the message and its orders, and groups the orders anew.
-- reading: {documents, orders} as reread_changes and entry_insert_documents take them; orders name their document by position.
CREATE OR REPLACE FUNCTION reread_apply(of_message bigint, reading jsonb) RETURNS TABLE ("position" integer, entry_id bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
#variable_conflict use_column
DECLARE
    count_orders integer := jsonb_array_length(reading -> 'orders');
    changes jsonb;
    gone bigint[];
BEGIN
    IF NOT EXISTS (SELECT FROM message WHERE message_id = of_message AND state = 'parsed') THEN
        RAISE EXCEPTION 'message %: there is no reading to be written', of_message USING ERRCODE = 'check_violation';
    END IF;
    SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') INTO changes FROM reread_changes(of_message, reading -> 'orders') c;
    SELECT coalesce(array_agg((c ->> 'entry_id')::bigint), '{}') INTO gone FROM jsonb_array_elements(changes) c
     WHERE c ->> 'name' = 'order' AND c ->> 'effect' = 'gone';

    PERFORM reread_documents(of_message, reading -> 'documents');

    -- orders that are no longer read, and on which nobody has decided; their copies stand for themselves until they are grouped
    UPDATE service SET entry_id = NULL, joined = NULL, state = 'proposed' WHERE entry_id = ANY(gone);
    UPDATE entry SET representative_id = NULL WHERE representative_id = ANY(gone);
    DELETE FROM entry WHERE entry_id = ANY(gone);
    INSERT INTO audit (operation, subject, subject_id, reason)
    SELECT 'erase', 'entry', g, 'read again: message ' || of_message || ' holds no such order' FROM unnest(gone) g;

    WITH said AS (
         SELECT o.*, d.document_id, o.entry_id AS held_id
           FROM jsonb_to_recordset(reading -> 'orders')
                AS o ("position" integer, ordinal integer, document integer, entry_id bigint, order_type text, action text, draft boolean)
           JOIN document d ON d.message_id = of_message AND d.position = o.document),
    unread AS (
         SELECT e.entry_id, count_orders - 1 + row_number() OVER (ORDER BY e.entry_id) AS place FROM entry e
          WHERE e.message_id = of_message AND e.entry_id NOT IN (SELECT held_id FROM said WHERE held_id IS NOT NULL)),
    wanted AS (
         SELECT e.entry_id, coalesce(u.place, s.position)::integer AS position, coalesce(s.ordinal, e.ordinal) AS ordinal,
                CASE WHEN e.state = 'pending' AND s.document_id IS NOT NULL THEN s.document_id ELSE e.document_id END AS document_id,
                CASE WHEN e.state = 'pending' AND NOT entry_type_is_decided(e.entry_id) THEN coalesce(s.order_type, e.order_type) ELSE e.order_type END AS order_type,
                CASE WHEN e.state = 'pending' AND NOT entry_type_is_decided(e.entry_id) THEN coalesce(s.action, e.action) ELSE e.action END AS action,
                CASE WHEN e.state = 'pending' THEN coalesce(s.draft, e.draft) ELSE e.draft END AS draft,
                EXISTS (SELECT FROM jsonb_array_elements(changes) c
                         WHERE (c ->> 'entry_id')::bigint = e.entry_id AND c ->> 'effect' <> 'kept') AS written
           FROM entry e LEFT JOIN said s ON s.held_id = e.entry_id LEFT JOIN unread u ON u.entry_id = e.entry_id
          WHERE e.message_id = of_message)
    UPDATE entry e SET position = w.position, ordinal = w.ordinal, document_id = w.document_id, order_type = w.order_type,
                       action = w.action, draft = w.draft
      FROM wanted w
     WHERE e.entry_id = w.entry_id
       AND (w.written OR (e.position, e.ordinal, e.document_id) IS DISTINCT FROM (w.position, w.ordinal, w.document_id));

    INSERT INTO entry (message_id, document_id, position, ordinal, order_type, action, draft, received_at)
    SELECT of_message, d.document_id, o.position, o.ordinal, o.order_type, o.action, o.draft, m.received_at
      FROM jsonb_to_recordset(reading -> 'orders')
           AS o ("position" integer, ordinal integer, document integer, entry_id bigint, order_type text, action text, draft boolean)
      JOIN document d ON d.message_id = of_message AND d.position = o.document
      JOIN message m ON m.message_id = of_message
     WHERE o.entry_id IS NULL;

    DELETE FROM field f USING entry e, jsonb_array_elements(reading -> 'orders') o
     WHERE f.entry_id = e.entry_id AND NOT field_is_decided(f.entry_id, f.name) AND e.message_id = of_message AND e.state = 'pending'
       AND e.position = (o ->> 'position')::integer;
    INSERT INTO field (entry_id, name, value, raw, page, box, confidence)
    SELECT e.entry_id, f.name, f.value, f.raw, f.page, f.box, f.confidence
      FROM jsonb_to_recordset(reading -> 'orders') AS o ("position" integer, fields jsonb)
      JOIN entry e ON e.message_id = of_message AND e.position = o.position AND e.state = 'pending',
           jsonb_to_recordset(o.fields) AS f (name text, value text, raw text, page integer, box double precision[], confidence double precision)
        ON CONFLICT (entry_id, name) DO NOTHING;

    PERFORM reread_note(of_message, changes);
    RETURN QUERY SELECT e.position, e.entry_id FROM entry e
                  WHERE e.message_id = of_message AND e.position < count_orders ORDER BY e.position;
END
$$;
