-- Groups of copies and pairs that are possibly copies, those with something undecided first. A group hangs on its representative:
-- copies (each against it), possible (pairs with entries outside of the group, listed with the earlier one's), among (stronger
-- pairs among the copies). With an entry its group and pairs alone, and its relations; no row when there is no such entry.
-- role: ccot_admin
-- $1 bigint  entry, or null   $2 bigint  groups at the most, and pairs of a group at the most
WITH wanted AS (
    SELECT coalesce(e.representative_id, e.entry_id) AS head FROM entry e WHERE e.entry_id = $1),
family AS (
    SELECT head AS entry_id FROM wanted UNION SELECT e.entry_id FROM wanted JOIN entry e ON e.representative_id = head),
pair AS (
    SELECT u.*, coalesce(f.representative_id, f.entry_id) AS head,
           CASE WHEN coalesce(e.representative_id, e.entry_id) <> coalesce(f.representative_id, f.entry_id) THEN 'possible'
                WHEN f.representative_id IS NULL THEN 'copies' ELSE 'among' END AS list,
           u.decided IS NULL AND e.state IN ('pending', 'verified') AND f.state IN ('pending', 'verified') AS open
      FROM v_duplicate u JOIN entry e ON e.entry_id = u.entry_id JOIN entry f ON f.entry_id = u.earlier_entry_id
     WHERE $1::bigint IS NULL OR u.entry_id IN (SELECT entry_id FROM family) OR u.earlier_entry_id IN (SELECT entry_id FROM family)),
chosen AS (
    SELECT head, count(*) FILTER (WHERE open AND list <> 'among') AS open, count(*) AS pairs
      FROM pair GROUP BY head ORDER BY count(*) FILTER (WHERE open AND list <> 'among') = 0, head LIMIT $2),
shown AS (
    SELECT * FROM (SELECT p.*, row_number() OVER (PARTITION BY p.head ORDER BY p.list = 'among', NOT p.open, p.entry_id, p.earlier_entry_id) AS place
                     FROM pair p JOIN chosen USING (head)) p WHERE place <= $2),
face AS (
    SELECT e.entry_id, jsonb_build_object('entry_id', e.entry_id, 'message_id', e.message_id, 'received_at', e.received_at,
           'order_type', e.order_type, 'action', e.action, 'draft', e.draft, 'state', e.state, 'respondent', e.respondent,
           'respondent_dob', e.respondent_dob, 'protected_person', e.protected_person, 'court', e.court,
           'number', coalesce(e.case_number, e.case_reference, e.urn), 'made_on', e.made_on, 'expires_on', e.expires_on) AS face
      FROM v_entry e
     WHERE e.entry_id IN (SELECT head FROM chosen UNION SELECT entry_id FROM shown UNION SELECT earlier_entry_id FROM shown)),
told AS (
    SELECT s.head, s.list, s.place,
           jsonb_build_object('entry', g.face, 'earlier_entry_id', s.earlier_entry_id, 'level', s.level, 'score', s.score, 'reasons', s.reasons,
           'adds', c.adds, 'contradicts', c.contradicts, 'open', s.open, 'decided', s.decided, 'decided_by', s.decided_by,
           'decided_at', s.decided_at, 'reason', s.reason)
           || CASE WHEN s.list = 'possible' THEN jsonb_build_object('earlier', h.face) ELSE '{}' END AS pair
      FROM shown s JOIN face g ON g.entry_id = s.entry_id JOIN face h ON h.entry_id = s.earlier_entry_id
      LEFT JOIN v_copy c ON c.entry_id = s.entry_id AND c.earlier_entry_id = s.earlier_entry_id)
SELECT jsonb_build_object(
       'groups', (SELECT coalesce(jsonb_agg(jsonb_build_object(
           'representative', face, 'open', open, 'pairs', pairs,
           'copies', (SELECT coalesce(jsonb_agg(t.pair ORDER BY t.place), '[]') FROM told t WHERE t.head = c.head AND t.list = 'copies'),
           'possible', (SELECT coalesce(jsonb_agg(t.pair ORDER BY t.place), '[]') FROM told t WHERE t.head = c.head AND t.list = 'possible'),
           'among', (SELECT coalesce(jsonb_agg(t.pair ORDER BY t.place), '[]') FROM told t WHERE t.head = c.head AND t.list = 'among'))
           ORDER BY open = 0, head), '[]') FROM chosen c JOIN face ON face.entry_id = c.head),
       'relations', (SELECT coalesce(jsonb_agg(to_jsonb(r) ORDER BY r.entry_id, r.earlier_entry_id), '[]') FROM (
           SELECT l.* FROM v_relation l WHERE l.entry_id = $1
           UNION ALL
           SELECT l.* FROM wanted JOIN v_relation l ON l.earlier_entry_id = head WHERE l.entry_id <> $1) r))
 WHERE $1::bigint IS NULL OR EXISTS (SELECT FROM wanted)
