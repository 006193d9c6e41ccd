-- One entry with everything that belongs to it, its paper and its mail, and the columns of v_entry, after writing who looks at it; null when there
-- is no such entry.
-- role: ccot_admin ccot_web
-- $1 text  who looks: papers that are shut to everybody are open to who opened them   $2 bigint  entry
SELECT n.said::jsonb || coalesce(register_around($1::text, $2::bigint)::jsonb, '{}')
       || (SELECT jsonb_build_object('document', (SELECT d FROM v_document d WHERE d.document_id = e.document_id),
                                     'message', (SELECT m FROM v_message m WHERE m.message_id = e.message_id)) || to_jsonb(e)
             FROM v_entry e WHERE e.entry_id = $2::bigint)
  FROM (SELECT register_said($1::text, $2::bigint) AS said OFFSET 0) n
