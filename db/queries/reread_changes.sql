-- What another reading of a message would change, as a JSON list of {entry_id, name, effect}; entry_id null: an order more.
-- role: ccot_admin
-- $1 bigint  message   $2 jsonb  list of orders
SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', entry_id, 'name', name, 'effect', effect) ORDER BY entry_id NULLS LAST, name), '[]')
  FROM reread_changes($1::bigint, $2::jsonb)
