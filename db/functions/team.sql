-- What a supervisor looks at: figures of the team, accuracy by field, and decisions that deserve a second look.

-- One entry in so many, by a digest of the day (in London) and its number: the same whoever asks and whenever. Who is drawn of fifty is drawn of five.
CREATE OR REPLACE FUNCTION team_is_drawn(day date, entry bigint, one_in integer) RETURNS boolean LANGUAGE sql STABLE SET search_path = ccot, pg_temp AS $$
    SELECT (get_byte(x.digest, 0) * 256 + get_byte(x.digest, 1)) % one_in = 0
      FROM (SELECT sha256(convert_to(to_char(day, 'YYYY-MM-DD') || ':' || entry, 'UTF8')) AS digest) x
$$;
DROP FUNCTION IF EXISTS team_is_drawn(date, bigint);

-- Why a verification deserves a look more than others; null when it does not. What its decider was shown stands in the audit: the entry first
-- less than a minute before, or never the page on which its terms stand (the text shows them too).
CREATE OR REPLACE FUNCTION team_was_hasty(entry bigint) RETURNS text LANGUAGE plpgsql STABLE SET search_path = ccot, pg_temp AS $$
DECLARE
    which entry;
    who text;
    terms_page integer;
    first_at timestamptz;
BEGIN
    SELECT * INTO which FROM entry e WHERE e.entry_id = entry;
    who := 'ccot_web:' || which.verified_by;
    SELECT min(a.at) INTO first_at FROM audit a WHERE a.subject = 'entry' AND a.subject_id = entry AND a.operation = 'consult' AND a.actor = who
       AND a.at BETWEEN which.verified_at - interval '12 hours' AND which.verified_at;
    IF first_at > which.verified_at - interval '1 minute' THEN
        RETURN 'verified in less than a minute';
    END IF;
    SELECT f.page INTO terms_page FROM field f WHERE f.entry_id = entry AND f.name = 'prohibitions';
    IF terms_page IS NOT NULL AND NOT EXISTS (
           SELECT FROM audit a WHERE a.subject = 'document' AND a.subject_id = which.document_id AND a.operation = 'consult' AND a.actor = who
              AND a.reason IN ('text', 'page ' || terms_page) AND a.at BETWEEN which.verified_at - interval '12 hours' AND which.verified_at) THEN
        RETURN 'verified without the page of its terms on screen';
    END IF;
    RETURN NULL;
END
$$;

-- One row an item since then: who decided, when, why it is here.
CREATE OR REPLACE FUNCTION team_items(since timestamptz)
    RETURNS TABLE (kind text, number bigint, entry_id bigint, message_id bigint, decided_by text, decided_at timestamptz, why text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT 'rejection', d.decision_id, d.entry_id, NULL::bigint, d.decided_by, d.decided_at,
           'rejected what the program read as an order' || coalesce(' (' || d.code || ')', '')
      FROM decision d WHERE d.kind = 'reject' AND d.undone_at IS NULL AND d.decided_at >= since
    UNION ALL
    SELECT 'mail', m.message_id, NULL, m.message_id, m.handled_by, m.handled_at, 'closed as ' || replace(m.outcome, '_', ' ') || ', and its subject speaks of an order'
      FROM message m
     WHERE m.outcome IS NOT NULL AND m.outcome <> 'joined' AND m.order_type IS NOT NULL AND m.order_type <> 'unclassified' AND m.handled_at >= since
       AND NOT EXISTS (SELECT FROM entry e WHERE e.message_id = m.message_id)
    UNION ALL
    -- a paper that reads like an order and gave none, or that nobody could read: put away beside entries, or under a subject that says nothing
    SELECT 'mail', d.message_id, NULL, d.message_id, min(d.decided_by), min(d.decided_at), 'put away a paper that looked like an order, or could not be read'
      FROM document d JOIN message m ON m.message_id = d.message_id
     WHERE d.outcome = 'nothing_to_do' AND d.decided_at >= since AND (d.kind IN ('order', 'power_of_arrest', 'undertaking') OR d.problem IS NOT NULL)
       AND (EXISTS (SELECT FROM entry e WHERE e.message_id = d.message_id) OR m.order_type IS NULL OR m.order_type = 'unclassified'
            OR m.outcome IS NULL OR m.outcome = 'joined' OR m.handled_at < since)
     GROUP BY d.message_id
    UNION ALL
    SELECT 'ending', d.decision_id, d.entry_id, NULL, d.decided_by, d.decided_at,
           CASE WHEN d.kind = 'verify' THEN 'verified a discharge' ELSE 'set an earlier end, or an end by hand' END
      FROM decision d JOIN entry e ON e.entry_id = d.entry_id
     WHERE d.undone_at IS NULL AND d.decided_at >= since
       AND (d.kind = 'verify' AND e.action = 'discharged' OR d.kind = 'correct' AND EXISTS (SELECT FROM fact f WHERE f.decision_id = d.decision_id AND f.waits))
    UNION ALL
    SELECT 'correction', d.decision_id, d.entry_id, NULL, d.decided_by, d.decided_at, 'corrected ' || replace(d.name, '_', ' ') || ' after the entry was verified'
      FROM decision d
     WHERE d.kind = 'correct' AND d.undone_at IS NULL AND d.decided_at >= since
       AND d.name IN ('respondent', 'respondent_dob', 'protected_person', 'protected_people', 'made_on', 'expires_on', 'expires_at', 'served_on', 'prohibitions')
       AND EXISTS (SELECT FROM decision v WHERE v.entry_id = d.entry_id AND v.kind = 'verify' AND v.decision_id < d.decision_id
                                            AND (v.undone_at IS NULL OR v.undone_at > d.decided_at))
    UNION ALL
    SELECT 'undone', d.decision_id, d.entry_id, NULL, d.undone_by, d.undone_at, 'took back: ' || replace(d.kind, '_', ' ') || ' by ' || d.decided_by
      FROM decision d WHERE d.undone_at >= since
    UNION ALL
    SELECT 'sample', s.entry_id, s.entry_id, NULL, s.verified_by, s.verified_at, 'drawn by lot from what was verified that day' || coalesce(', ' || s.hasty, '')
      FROM (SELECT e.entry_id, e.verified_by, e.verified_at, team_was_hasty(e.entry_id) AS hasty
              FROM entry e
             WHERE e.state = 'verified' AND e.verified_at >= since
               AND team_is_drawn((e.verified_at AT TIME ZONE 'Europe/London')::date, e.entry_id, 5)
            OFFSET 0) s
     WHERE s.hasty IS NOT NULL OR team_is_drawn((s.verified_at AT TIME ZONE 'Europe/London')::date, s.entry_id, 50)
$$;

-- Everything that the page shows, as one object; null when the person may not. Writes a consult row with the items shown.
-- target_hours: after which what waits is late. Items wait for thirty days; what was looked at stays in sight for a week.
CREATE OR REPLACE FUNCTION team_page(person text, target_hours integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    shown jsonb;
BEGIN
    IF NOT EXISTS (SELECT FROM staff WHERE name = person AND role IN ('supervisor', 'auditor') AND closed_at IS NULL) THEN
        RETURN NULL;
    END IF;
    PERFORM queue_refresh();
    shown := jsonb_build_object('open', team_list(person, false), 'done', team_list(person, true));
    PERFORM audit_write_list('team', person,
                             (SELECT string_agg(concat_ws(' ', i ->> 'kind', i ->> 'number'), ', ') FROM jsonb_array_elements(shown -> 'open' || (shown -> 'done')) i),
                             jsonb_path_query_array(shown, '$.*[*].entry_id'), jsonb_path_query_array(shown, '$.*[*].message_id'));
    RETURN shown || jsonb_build_object('waiting', team_waiting(target_hours), 'people', team_people(now() - interval '7 days'),
                                       'fields', team_fields(now() - interval '30 days'), 'typed', attention_people(now() - interval '30 days'), 'target_hours', target_hours, 'replies', replies_held(),
                                       'transfers', (SELECT coalesce(jsonb_agg(jsonb_build_object('entry_id', t.entry_id, 'order_type', e.order_type, 'to_force', t.to_force,
                                                                                                  'sent_on', t.sent_on) ORDER BY t.sent_on, t.transfer_id), '[]')
                                                       FROM transfer t JOIN entry e ON e.entry_id = t.entry_id WHERE t.receipt IS NULL));
END
$$;

-- Items that nobody looked at, oldest first, or those that somebody did, newest first; 100 at the most.
CREATE OR REPLACE FUNCTION team_list(person text, done boolean) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.place), '[]')
      FROM (SELECT row_number() OVER (ORDER BY CASE WHEN done THEN extract(epoch FROM -(l.looked_at - 'epoch'::timestamptz)) ELSE extract(epoch FROM i.decided_at) END,
                                      i.kind, i.number) AS place,
                   i.*, i.decided_by = person AS own, e.order_type, e.action, l.looked_by, l.looked_at, l.words
              FROM team_items(now() - interval '30 days') i
              LEFT JOIN entry e ON e.entry_id = i.entry_id
              LEFT JOIN second_look l ON l.kind = i.kind AND l.number = i.number
             WHERE CASE WHEN done THEN l.looked_at >= now() - interval '7 days' ELSE l.looked_at IS NULL END
             ORDER BY 1 LIMIT 100) x
$$;

-- What waits, by kind: how many, since when, how many past the target. What is verified and stands on no other system comes before what nobody has
-- verified; the backlog of before the first start stands apart.
CREATE OR REPLACE FUNCTION team_waiting(target_hours integer) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    target timestamptz := now() - make_interval(hours => target_hours);
BEGIN
    RETURN (
    SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.place), '[]')
      FROM (SELECT w.place, w.kind, count(*) AS count, min(q.received_at) AS oldest, count(*) FILTER (WHERE q.received_at < target) AS late, count(q.held_by) AS held
              FROM queue_item q
             CROSS JOIN LATERAL (SELECT CASE WHEN q.lane = 1 THEN 6 WHEN q.kind = 'alert' THEN 0 WHEN q.acts THEN 2 WHEN q.kind = 'entry' THEN 3 WHEN q.closed THEN 4 ELSE 5 END AS place) p
              JOIN (VALUES (0, 'alerts'), (2, 'changes of an order'), (3, 'orders'), (4, 'mails that cannot be read'), (5, 'mails without an order'), (6, 'backlog')) w (place, kind)
                ON w.place = p.place
             GROUP BY w.place, w.kind
             UNION ALL
            SELECT 1, 'verified, not yet entered', count(*), min(d.since), count(*) FILTER (WHERE d.since < target), 0
              FROM entered_due d WHERE d.calm IS NOT NULL HAVING count(*) > 0) x);
END
$$;

-- What each person decided since then; what was taken back counts apart.
CREATE OR REPLACE FUNCTION team_people(since timestamptz) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.name), '[]')
      FROM (SELECT w.name, sum(w.verified) AS verified, sum(w.rejected) AS rejected, sum(w.copies) AS copies, sum(w.corrected) AS corrected, sum(w.undone) AS undone,
                   sum(w.mails) AS mails, sum(w.alerts) AS alerts
              FROM (SELECT d.decided_by AS name, (d.kind = 'verify' AND d.undone_at IS NULL)::int AS verified, (d.kind = 'reject' AND d.undone_at IS NULL)::int AS rejected,
                           (d.kind IN ('duplicate', 'dismiss') AND d.undone_at IS NULL)::int AS copies, (d.kind = 'correct' AND d.undone_at IS NULL AND NOT EXISTS
                            (SELECT FROM fact f WHERE f.decision_id = d.decision_id AND f.value IS NOT DISTINCT FROM f.replaced))::int AS corrected,
                           (d.undone_at IS NOT NULL)::int AS undone, 0 AS mails, 0 AS alerts
                      FROM decision d WHERE d.decided_at >= since
                    UNION ALL
                    SELECT m.handled_by, 0, 0, 0, 0, 0, 1, 0 FROM message m WHERE m.handled_at >= since
                    UNION ALL
                    SELECT a.handled_by, 0, 0, 0, 0, 0, 0, 1 FROM alert a WHERE a.handled_at >= since) w
             WHERE w.name IS NOT NULL GROUP BY w.name) x
$$;

-- Of the fields that people decided since then, how many the program had misread. Each field of an entry counts once; a paper that is
-- wrong itself, what is known from elsewhere, and nothing where nothing was read, are no misreading.
CREATE OR REPLACE FUNCTION team_fields(since timestamptz) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT coalesce(jsonb_agg(to_jsonb(x) ORDER BY x.misread DESC, x.name), '[]')
      FROM (SELECT y.name, count(*) AS decided, count(*) FILTER (WHERE y.misread) AS misread,
                   round(100.0 * count(*) FILTER (WHERE NOT y.misread) / count(*), 1) AS right_percent
              FROM (SELECT f.entry_id, f.name, bool_or(f.origin = 'misread' AND f.value IS DISTINCT FROM f.replaced) AS misread
                      FROM fact f JOIN decision d ON d.decision_id = f.decision_id
                     WHERE d.undone_at IS NULL AND d.decided_at >= since AND f.origin IN ('confirmed', 'misread', 'paper', 'elsewhere')
                     GROUP BY f.entry_id, f.name) y
             GROUP BY y.name) x
$$;

-- Marks an item as looked at: 'done', or why not: 'role' the person is no supervisor, 'own' it is the person's own decision, 'gone'
-- there is no such item or somebody has looked, 'words' nothing was said.
CREATE OR REPLACE FUNCTION team_look(person text, item_kind text, item_number bigint, said text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    item record;
BEGIN
    IF NOT EXISTS (SELECT FROM staff WHERE name = person AND role = 'supervisor' AND closed_at IS NULL) THEN
        RETURN 'role';
    END IF;
    SELECT i.* INTO item FROM team_items(now() - interval '30 days') i WHERE i.kind = item_kind AND i.number = item_number;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    IF item.decided_by = person THEN
        RETURN 'own';
    END IF;
    IF btrim(coalesce(said, '')) = '' THEN
        RETURN 'words';
    END IF;
    INSERT INTO second_look (kind, number, looked_by, words) VALUES (item_kind, item_number, person, left(btrim(said), 1000)) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'gone';
    END IF;
    PERFORM audit_write('alter', CASE WHEN item.entry_id IS NULL THEN 'message' ELSE 'entry' END, coalesce(item.entry_id, item.message_id), person, NULL,
                        format('second look, %s %s: %s', item_kind, item_number, left(btrim(said), 1000)));
    RETURN 'done';
END
$$;
