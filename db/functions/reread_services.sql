-- Brings the statements of service of a message to another reading of it. A statement that a person has joined to an order
-- stays with it, also when it is no longer read; the others find their order anew. Returns their numbers by position.
-- services: as entry_insert_services takes them.
CREATE OR REPLACE FUNCTION reread_services(of_message bigint, services jsonb) RETURNS TABLE ("position" integer, service_id bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
#variable_conflict use_column
BEGIN
    WITH said AS (
         SELECT s.*, d.document_id, e.entry_id AS own_entry, row_number() OVER (PARTITION BY s.document ORDER BY s.position) AS nth
           FROM jsonb_to_recordset(services) AS s ("position" integer, document integer, entry integer, outcome text, served_on date,
                served_at text, served_by text, method text, served_place text, fields jsonb, order_type text)
           JOIN document d ON d.message_id = of_message AND d.position = s.document
           LEFT JOIN entry e ON e.message_id = of_message AND e.position = s.entry),
    held AS (
         SELECT h.service_id, h.document_id, h.position AS place, row_number() OVER (PARTITION BY h.document_id ORDER BY h.position) AS nth
           FROM service h WHERE h.message_id = of_message),
    wanted AS (
         SELECT held.service_id, said.position IS NOT NULL AS found,
                coalesce(said.position, jsonb_array_length(services) - 1
                         + row_number() OVER (PARTITION BY said.position IS NULL ORDER BY held.place))::integer AS place,
                said.outcome, said.served_on, said.served_at, said.served_by, said.method, said.served_place, said.fields, said.order_type, said.own_entry
           FROM held LEFT JOIN said USING (document_id, nth))
    UPDATE service t
       SET position = w.place, outcome = coalesce(w.outcome, t.outcome),
           served_on = CASE WHEN w.found THEN w.served_on ELSE t.served_on END,
           served_at = CASE WHEN w.found THEN w.served_at ELSE t.served_at END,
           served_by = CASE WHEN w.found THEN w.served_by ELSE t.served_by END,
           method = CASE WHEN w.found THEN w.method ELSE t.method END,
           served_place = CASE WHEN w.found THEN w.served_place ELSE t.served_place END, fields = coalesce(w.fields, t.fields),
           order_type = CASE WHEN w.found THEN w.order_type ELSE t.order_type END, warning = NULL,
           entry_id = CASE WHEN t.joined = 'person' THEN t.entry_id ELSE w.own_entry END,
           joined = CASE WHEN t.joined = 'person' THEN 'person' WHEN w.own_entry IS NOT NULL THEN 'message' END,
           state = CASE WHEN t.joined = 'person' OR w.own_entry IS NOT NULL THEN 'fact' ELSE 'proposed' END
      FROM wanted w WHERE t.service_id = w.service_id;
    DELETE FROM service s WHERE s.message_id = of_message AND s.position >= jsonb_array_length(services) AND s.joined IS DISTINCT FROM 'person';
    INSERT INTO service (message_id, document_id, position, entry_id, outcome, served_on, served_at, served_by, method, served_place,
                         state, joined, fields, order_type)
    SELECT of_message, d.document_id, s.position, e.entry_id, s.outcome, s.served_on, s.served_at, s.served_by, s.method, s.served_place,
           CASE WHEN e.entry_id IS NULL THEN 'proposed' ELSE 'fact' END, CASE WHEN e.entry_id IS NOT NULL THEN 'message' END, s.fields, s.order_type
      FROM jsonb_to_recordset(services) AS s ("position" integer, document integer, entry integer, outcome text, served_on date,
           served_at text, served_by text, method text, served_place text, fields jsonb, order_type text)
      JOIN document d ON d.message_id = of_message AND d.position = s.document
      LEFT JOIN entry e ON e.message_id = of_message AND e.position = s.entry
     WHERE NOT EXISTS (SELECT FROM service h WHERE h.message_id = of_message AND h.position = s.position);
    DELETE FROM service_key k USING service s WHERE s.message_id = of_message AND k.service_id = s.service_id;
    RETURN QUERY SELECT s.position, s.service_id FROM service s
                  WHERE s.message_id = of_message AND s.position < jsonb_array_length(services) ORDER BY s.position;
END
$$;
