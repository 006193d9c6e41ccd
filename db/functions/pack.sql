-- Copies for investigators: which papers belong to an order, who may have them, and what became of them until then.

-- The entries of which a copy may tell: the order and its copies, what acts on it, and the order on which it acts itself.
CREATE OR REPLACE FUNCTION pack_scope(which bigint) RETURNS TABLE (entry_id bigint, part text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH inside AS (
         SELECT e.entry_id, CASE WHEN e.representative_id IS NULL THEN 'order' ELSE 'copy' END AS part
           FROM entry w JOIN entry e ON coalesce(w.representative_id, w.entry_id) IN (e.entry_id, e.representative_id)
          WHERE w.entry_id = which AND e.state <> 'rejected'),
    found AS (
         SELECT i.entry_id, i.part, 0 AS rank FROM inside i
         UNION ALL
         SELECT a.entry_id, 'change', 1
           FROM inside i JOIN relation r ON r.earlier_entry_id = i.entry_id AND r.kind IN ('varies', 'extends', 'discharges', 'replaces', 'succeeds')
           JOIN entry a ON a.entry_id = r.entry_id AND a.state IN ('pending', 'verified')
         UNION ALL
         SELECT coalesce(t.representative_id, t.entry_id), 'target', 2
           FROM inside i JOIN relation r ON r.entry_id = i.entry_id AND r.kind IN ('varies', 'extends', 'discharges')
           JOIN entry t ON t.entry_id = r.earlier_entry_id AND t.state <> 'rejected')
    SELECT DISTINCT ON (f.entry_id) f.entry_id, f.part FROM found f ORDER BY f.entry_id, f.rank;
END
$$;

-- Papers that the court keeps from the other side, which go along by choice alone and with a reason.
CREATE OR REPLACE FUNCTION pack_is_kept(kind text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = ccot, pg_temp AS $$
    SELECT coalesce(kind IN ('confidential_details', 'application'), true)
$$;

-- The papers of these entries. given: chosen unless a person says otherwise; never what the court keeps from the other side, a letter, or
-- a paper that tells of other people's orders too (others). A paper that is shut to everybody for another reason is left out.
CREATE OR REPLACE FUNCTION pack_papers(person text, which bigint) RETURNS TABLE (document_id bigint, message_id bigint, part text, given boolean,
    others bigint[]) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH scope AS (SELECT s.entry_id, s.part FROM pack_scope(which) s),
    found AS (
         SELECT e.document_id, s.part, CASE s.part WHEN 'order' THEN 0 WHEN 'change' THEN 1 WHEN 'target' THEN 2 ELSE 5 END AS rank,
                s.part <> 'copy' AS wanted
           FROM scope s JOIN entry e ON e.entry_id = s.entry_id
         UNION ALL
         SELECT v.document_id, 'statement', 3, v.state = 'fact' FROM scope s JOIN service v ON v.entry_id = s.entry_id
         UNION ALL
         SELECT d.document_id, 'part', 4, true FROM scope s JOIN document d ON d.outcome_entry_id = s.entry_id
         UNION ALL
         SELECT d.document_id, 'other', 6, d.kind = 'power_of_arrest'
           FROM scope s JOIN entry e ON e.entry_id = s.entry_id JOIN document d ON d.message_id = e.message_id),
    paper AS (SELECT DISTINCT ON (f.document_id) f.* FROM found f WHERE f.document_id IS NOT NULL ORDER BY f.document_id, f.rank)
    SELECT p.document_id, d.message_id, p.part,
           p.wanted AND d.kind IN ('order', 'statement_of_service', 'power_of_arrest', 'undertaking') AND cardinality(o.others) = 0, o.others
      FROM paper p JOIN document d ON d.document_id = p.document_id
     CROSS JOIN LATERAL (
           SELECT ARRAY(SELECT e.entry_id FROM entry e WHERE e.document_id = p.document_id AND e.entry_id NOT IN (SELECT s.entry_id FROM scope s)
                        UNION
                        SELECT v.entry_id FROM service v
                         WHERE v.document_id = p.document_id AND v.entry_id IS NOT NULL AND v.entry_id NOT IN (SELECT s.entry_id FROM scope s)
                        ORDER BY 1) AS others) o
     WHERE d.document_id NOT IN (SELECT restriction_papers(person)) AND (pack_is_kept(d.kind) OR NOT document_is_shut(person, d.document_id, d.kind))
     ORDER BY p.rank, d.message_id, d.position;
END
$$;

-- What one paper is, for the page on which it is chosen and for the sheet that goes along.
CREATE OR REPLACE FUNCTION pack_paper_told(which bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT jsonb_build_object('document_id', d.document_id, 'message_id', d.message_id, 'number', d.position + 1, 'kind', d.kind, 'problem', d.problem,
                   'pages', d.pages, 'size', d.size, 'sha256', d.sha256, 'media_type', d.media_type, 'kept', pack_is_kept(d.kind),
                   'received_at', m.received_at, 'stored_at', m.stored_at, 'from_address', m.from_address, 'mailbox', m.mailbox, 'folder', m.folder,
                   'uid', m.uid, 'mail_sha256', m.sha256, 'parser_version', m.parser_version, 'read_at', m.queued_at,
                   'decided_by', d.decided_by, 'decided_at', d.decided_at)
              FROM document d JOIN message m ON m.message_id = d.message_id WHERE d.document_id = which);
END
$$;

-- The order that an entry tells of: itself, or the one of which it is a copy. Null: none, or rejected.
CREATE OR REPLACE FUNCTION pack_order(which bigint) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(e.representative_id, e.entry_id) FROM entry e WHERE e.entry_id = which AND e.state <> 'rejected');
END
$$;

-- The page on which papers are chosen; null: no such entry, or not for this person.
CREATE OR REPLACE FUNCTION pack_form(person text, of_entry bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    which bigint := pack_order(of_entry);
BEGIN
    IF queue_refusal(person) IS NOT NULL OR which IS NULL OR restriction_closes(person, which) THEN
        RETURN NULL;
    END IF;
    PERFORM audit_write('consult', 'entry', which, person, NULL, 'papers for a copy');
    RETURN jsonb_build_object(
        'entry_id', which, 'told', search_entry_told(which, now()),
        'papers', (SELECT coalesce(jsonb_agg(pack_paper_told(p.document_id) || jsonb_build_object('part', p.part, 'given', p.given, 'others', p.others)
                                             ORDER BY p.place), '[]')
                     FROM pack_papers(person, which) WITH ORDINALITY p (document_id, message_id, part, given, others, place)),
        'packs', (SELECT coalesce(jsonb_agg(jsonb_build_object('pack_id', k.pack_id, 'made_by', k.made_by, 'made_at', k.made_at, 'recipient', k.recipient,
                                            'unit', k.unit, 'crime', k.crime, 'papers', cardinality(k.papers)) ORDER BY k.pack_id DESC), '[]')
                    FROM pack k WHERE k.entry_id IN (SELECT s.entry_id FROM pack_scope(which) s WHERE s.part IN ('order', 'copy'))));
END
$$;

-- Makes a copy of an order, as far as the register is concerned: the choice stands, and so does the disclosure with the numbers of what
-- went to whom. Its number, or why nothing was written: role · gone (no such order) · words (something is not said, or too long) ·
-- papers (none, or one that does not belong to it) · kept (papers that the court keeps back, and no reason for them) · pages (too many).
CREATE OR REPLACE FUNCTION pack_make(person text, of_entry bigint, chosen bigint[], to_person text, at_address text, of_unit text, their_crime text,
                                     what_for text, why_kept text, most_pages integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    which bigint := pack_order(of_entry);
    wanted bigint[] := ARRAY(SELECT DISTINCT unnest(chosen) ORDER BY 1);
    ordered bigint[];
    number bigint;
    reason text := nullif(btrim(why_kept), '');
BEGIN
    IF queue_refusal(person) IS NOT NULL THEN
        RETURN 'role';
    ELSIF which IS NULL OR restriction_closes(person, which) THEN
        RETURN 'gone';
    ELSIF coalesce(length(btrim(to_person)), 0) NOT BETWEEN 1 AND 200 OR coalesce(length(btrim(at_address)), 0) NOT BETWEEN 1 AND 254
          OR coalesce(length(btrim(of_unit)), 0) NOT BETWEEN 1 AND 200 OR coalesce(length(btrim(their_crime)), 0) NOT BETWEEN 1 AND 100
          OR coalesce(length(btrim(what_for)), 0) NOT BETWEEN 1 AND 500 OR length(reason) > 500 THEN
        RETURN 'words';
    END IF;
    ordered := ARRAY(SELECT p.document_id FROM pack_papers(person, which) WITH ORDINALITY p (document_id, message_id, part, given, others, place)
                      WHERE p.document_id = ANY (wanted) ORDER BY p.place);
    IF cardinality(wanted) NOT BETWEEN 1 AND 100 OR cardinality(ordered) <> cardinality(wanted) THEN
        RETURN 'papers';
    ELSIF reason IS NULL AND EXISTS (SELECT FROM document d WHERE d.document_id = ANY (wanted) AND pack_is_kept(d.kind)) THEN
        RETURN 'kept';
    ELSIF (SELECT sum(d.pages) FROM document d WHERE d.document_id = ANY (wanted)) > most_pages THEN
        RETURN 'pages';
    END IF;
    INSERT INTO pack (entry_id, made_by, recipient, address, unit, crime, purpose, kept_why, papers)
    VALUES (which, person, btrim(to_person), btrim(at_address), btrim(of_unit), btrim(their_crime), btrim(what_for), reason, ordered)
    RETURNING pack_id INTO number;
    INSERT INTO audit (actor, operation, subject, subject_id, recipient, reason, shown)
    VALUES (session_user || ':' || person, 'disclose', 'entry', which, concat_ws(', ', btrim(to_person), btrim(of_unit), btrim(at_address)),
            concat_ws('; ', format('copy %s: %s, %s', number, btrim(their_crime), btrim(what_for)), 'kept papers because: ' || reason),
            jsonb_build_object('pack', number, 'documents', to_jsonb(ordered),
                               'entries', (SELECT jsonb_agg(DISTINCT e.entry_id) FROM entry e WHERE e.document_id = ANY (ordered) OR e.entry_id = which)));
    PERFORM audit_write('disclose', 'document', d, person, btrim(to_person), format('copy %s of entry %s', number, which)) FROM unnest(ordered) d;
    RETURN number::text;
END
$$;

-- What became of these entries and papers, oldest first: mails as they came, decisions of people, and who took a copy away. Words are the
-- program's; those of people may name others, and stay in the audit.
CREATE OR REPLACE FUNCTION pack_history(entries bigint[], papers bigint[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    RETURN (
    WITH mail AS (SELECT DISTINCT d.message_id FROM document d WHERE d.document_id = ANY (papers)),
    event AS (
         SELECT m.stored_at AS at, 'program' AS who, format('mail %s stored as it came (folder %s of mailbox %s, UID %s)', m.message_id, m.folder, m.mailbox, m.uid) AS what
           FROM message m WHERE m.message_id IN (SELECT message_id FROM mail)
         UNION ALL
         SELECT m.queued_at, 'program', format('mail %s read by ccot-parse %s, in the queue', m.message_id, coalesce(m.parser_version, ''))
           FROM message m WHERE m.message_id IN (SELECT message_id FROM mail) AND m.queued_at IS NOT NULL
         UNION ALL
         SELECT d.decided_at, d.decided_by, format('entry %s: %s', d.entry_id, concat_ws(' ', pack_decision_words(d.kind), d.name, 'entry ' || d.other_entry_id))
           FROM decision d WHERE d.entry_id = ANY (entries)
         UNION ALL
         SELECT d.undone_at, d.undone_by, format('entry %s: took back: %s', d.entry_id, concat_ws(' ', pack_decision_words(d.kind), d.name))
           FROM decision d WHERE d.entry_id = ANY (entries) AND d.undone_at IS NOT NULL
         UNION ALL
         SELECT n.entered_at, n.entered_by, format('entry %s: entered on %s', n.entry_id, n.system) FROM entered n WHERE n.entry_id = ANY (entries)
         UNION ALL
         SELECT a.at, a.actor, format('attachment %s of mail %s %s', d.position + 1, d.message_id,
                                      CASE a.operation WHEN 'disclose' THEN 'handed out' WHEN 'erase' THEN 'erased' ELSE 'got or lost its outcome' END)
           FROM audit a JOIN document d ON d.document_id = a.subject_id
          WHERE a.subject = 'document' AND a.subject_id = ANY (papers) AND a.operation IN ('alter', 'disclose', 'erase')
         UNION ALL
         SELECT a.at, a.actor, format('mail %s: changed by a person', a.subject_id)
           FROM audit a WHERE a.subject = 'message' AND a.subject_id IN (SELECT message_id FROM mail) AND a.operation IN ('alter', 'erase'))
    SELECT coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'who', regexp_replace(e.who, '^[^:]*:', ''), 'what', e.what) ORDER BY e.at, e.what), '[]')
      FROM (SELECT * FROM event ORDER BY at DESC LIMIT 400) e);
END
$$;

CREATE OR REPLACE FUNCTION pack_decision_words(kind text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = ccot, pg_temp AS $$
    SELECT CASE kind WHEN 'verify' THEN 'verified' WHEN 'reject' THEN 'rejected' WHEN 'draft' THEN 'draft or not' WHEN 'duplicate' THEN 'a copy of'
                     WHEN 'dismiss' THEN 'not a copy of' WHEN 'confirm' THEN 'confirmed' WHEN 'correct' THEN 'corrected' WHEN 'call_back' THEN 'court called back'
                     WHEN 'second' THEN 'confirmed by a second person' WHEN 'service' THEN 'statement of service decided' WHEN 'type' THEN 'type or action set'
                     WHEN 'target' THEN 'acts on' WHEN 'ask' THEN 'sender or court asked' WHEN 'pass_on' THEN 'passed on' WHEN 'settle' THEN 'settled'
                     WHEN 'by_hand' THEN 'entered by hand' ELSE kind END
$$;

-- A copy that was made, with all that its sheet says; null: none, or not this person's (a supervisor sees every one).
CREATE OR REPLACE FUNCTION pack_tell(person text, which bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    made pack := (SELECT p FROM pack p WHERE p.pack_id = which);
    entries bigint[];
BEGIN
    IF made IS NULL OR queue_refusal(person) IS NOT NULL OR (made.made_by <> person AND NOT queue_is_supervisor(person))
       OR restriction_closes(person, made.entry_id) THEN
        RETURN NULL;
    END IF;
    entries := ARRAY(SELECT s.entry_id FROM pack_scope(made.entry_id) s WHERE s.part <> 'copy');
    PERFORM audit_write('consult', 'pack', which, person, NULL, NULL);
    RETURN to_jsonb(made) || jsonb_build_object(
        'told', search_entry_told(made.entry_id, now()), 'hard_copy', hard_copy_told(made.entry_id),
        'papers', (SELECT jsonb_agg(pack_paper_told(d) || jsonb_build_object('part', coalesce(p.part, 'other')) ORDER BY o)
                     FROM unnest(made.papers) WITH ORDINALITY x (d, o) LEFT JOIN pack_papers(person, made.entry_id) p ON p.document_id = d
                    WHERE EXISTS (SELECT FROM document k WHERE k.document_id = d)),
        'history', pack_history(entries, made.papers),
        'looks', (SELECT jsonb_build_object('count', count(*), 'people', count(DISTINCT a.actor), 'first', min(a.at), 'last', max(a.at))
                    FROM audit a WHERE a.operation = 'consult'
                     AND (a.subject = 'entry' AND a.subject_id = ANY (entries) OR a.subject = 'document' AND a.subject_id = ANY (made.papers))),
        'files', (SELECT coalesce(jsonb_agg(to_jsonb(f) - 'pack_id' ORDER BY f.handed_at), '[]') FROM pack_file f WHERE f.pack_id = which));
END
$$;

-- Where the octets of its papers lie, with the disclosure of who takes them away. No row: none such, or not this person's.
CREATE OR REPLACE FUNCTION pack_open(person text, which bigint, of_file text)
    RETURNS TABLE (document_id bigint, message_id bigint, path text, kind text, pages integer, position_in_message integer, media_type text, passwords text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    made pack := (SELECT p FROM pack p WHERE p.pack_id = which);
BEGIN
    IF made IS NULL OR queue_refusal(person) IS NOT NULL OR (made.made_by <> person AND NOT queue_is_supervisor(person))
       OR restriction_closes(person, made.entry_id) THEN
        RETURN;
    END IF;
    INSERT INTO audit (actor, operation, subject, subject_id, recipient, reason, shown)
    VALUES (session_user || ':' || person, 'disclose', 'pack', which, concat_ws(', ', made.recipient, made.unit, made.address), of_file,
            jsonb_build_object('entries', jsonb_build_array(made.entry_id), 'documents', to_jsonb(made.papers)));
    RETURN QUERY
    SELECT d.document_id, d.message_id, d.path, d.kind, d.pages, d.position, d.media_type,
           (SELECT string_agg(w.word, E'\n') || E'\n' FROM message_password w WHERE w.message_id = d.message_id)
      FROM unnest(made.papers) WITH ORDINALITY x (id, o) JOIN document d ON d.document_id = x.id
     WHERE d.document_id NOT IN (SELECT restriction_papers(person)) AND (pack_is_kept(d.kind) OR NOT document_is_shut(person, d.document_id, d.kind))
     ORDER BY x.o;
END
$$;

-- Keeps the digest of a file before it is handed over.
CREATE OR REPLACE FUNCTION pack_handed(person text, which bigint, of_file text, octets bigint, digest text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF queue_refusal(person) IS NOT NULL OR NOT EXISTS (SELECT FROM pack p WHERE p.pack_id = which AND NOT restriction_closes(person, p.entry_id)) THEN
        RETURN false;
    END IF;
    INSERT INTO pack_file (pack_id, file, handed_to, size, sha256) VALUES (which, of_file, person, octets, digest);
    RETURN true;
END
$$;
