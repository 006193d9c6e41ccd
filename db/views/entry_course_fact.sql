-- For this schema's own use: what the status of an order rests on. A change counts for all copies of its target, and once however
-- many copies of itself there are. It is settled when it is verified; a discharge takes a second person too, and so does a
-- change that shortens, which the register finds out (confirmed).
CREATE VIEW entry_course_fact AS
SELECT e.entry_id, e.action, e.draft, e.state = 'verified' AS verified, f.made_on, f.expires_on, f.expires_at, f.end_raw, f.duration_text,
       f.hearing_on, f.target_made_on,
       coalesce(f.served_by_word,
                (SELECT min(s.served_on)::text
                   FROM entry t JOIN service s ON s.entry_id = t.entry_id
                  WHERE (t.entry_id = e.entry_id
                         OR s.joined <> 'message' AND (t.entry_id = coalesce(e.representative_id, e.entry_id)
                                                       OR t.representative_id = coalesce(e.representative_id, e.entry_id)))
                    AND s.state = 'fact' AND s.outcome IN ('served', 'informed', 'present_in_court')))
       AS served_on,
       (SELECT jsonb_agg(jsonb_build_object('entry_id', a.entry_id, 'action', a.action, 'verified', a.state = 'verified', 'settled', a.settled, 'confirmed', a.confirmed, 'made_on', a.made_on,
                                            'expires_on', a.expires_on, 'expires_at', a.expires_at) ORDER BY a.entry_id)
          FROM (SELECT DISTINCT ON (a.entry_id) a.entry_id, a.action, a.state, second.confirmed,
                       a.state = 'verified' AND (second.confirmed OR (r.kind <> 'discharges' AND a.action <> 'discharged')) AS settled,
                       x.made_on, x.expires_on, x.expires_at
                  FROM entry t
                  JOIN relation r ON r.earlier_entry_id = t.entry_id AND r.kind IN ('varies', 'extends', 'discharges')
                  JOIN entry a ON a.entry_id = r.entry_id AND a.state IN ('pending', 'verified') AND NOT a.draft
                              AND a.representative_id IS NULL
                 CROSS JOIN LATERAL (
                       SELECT EXISTS (SELECT FROM decision c WHERE c.entry_id = a.entry_id AND c.kind = 'second' AND c.about IS NULL
                                         AND c.undone_at IS NULL) AS confirmed) second
                 CROSS JOIN LATERAL (
                       SELECT max(v.value) FILTER (WHERE v.name = 'made_on') AS made_on,
                              max(v.value) FILTER (WHERE v.name = 'expires_on') AS expires_on,
                              max(v.value) FILTER (WHERE v.name = 'expires_at') AS expires_at
                         FROM effective_field v WHERE v.entry_id = a.entry_id) x
                 WHERE t.entry_id = coalesce(e.representative_id, e.entry_id) OR t.representative_id = coalesce(e.representative_id, e.entry_id)
                 ORDER BY a.entry_id, r.kind = 'discharges' DESC) a) AS changes
  FROM entry e
 CROSS JOIN LATERAL (
       SELECT max(v.value) FILTER (WHERE v.name = 'made_on') AS made_on,
              max(v.value) FILTER (WHERE v.name = 'expires_on') AS expires_on,
              max(v.value) FILTER (WHERE v.name = 'expires_at') AS expires_at,
              max(v.raw) FILTER (WHERE v.name = 'expires_on') AS end_raw,
              max(v.value) FILTER (WHERE v.name = 'duration_text') AS duration_text,
              max(v.value) FILTER (WHERE v.name = 'hearing_on') AS hearing_on,
              max(v.value) FILTER (WHERE v.name = 'target_made_on') AS target_made_on,
              max(v.value) FILTER (WHERE v.name = 'served_on' AND v.origin <> 'confirmed') AS served_by_word
         FROM effective_field v WHERE v.entry_id = e.entry_id) f;
