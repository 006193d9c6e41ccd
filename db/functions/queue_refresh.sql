-- For whatever tells of the queue or of what is to be entered: works out anew what was noted in entry_changed, and what the clock has turned.
-- One at a time; who waits finds it done. A note that another transaction writes meanwhile stays for the next look.
CREATE OR REPLACE FUNCTION queue_refresh() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    noted bigint[];
BEGIN
    IF NOT EXISTS (SELECT FROM entry_changed) AND NOT EXISTS (SELECT FROM entered_due d WHERE d.turns_at <= now()) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(1128485718, 0);
    WITH taken AS (DELETE FROM entry_changed RETURNING entry_id)
    SELECT array_agg(DISTINCT t.entry_id) INTO noted FROM taken t;
    -- whether an order that acts on another waits for a second person hangs on that other
    noted := ARRAY(SELECT unnest(noted)
                   UNION
                   SELECT r.entry_id FROM (SELECT unnest(noted) AS entry_id UNION SELECT c.entry_id FROM entry c WHERE c.representative_id = ANY (noted)) t
                     JOIN relation r ON r.earlier_entry_id = t.entry_id
                     JOIN entry a ON a.entry_id = r.entry_id AND a.state = 'verified');
    DELETE FROM entry_waiting w WHERE w.entry_id = ANY (noted);
    INSERT INTO entry_waiting (entry_id, message_id, received_at, lane, acts, discharges, served, power_of_arrest, without_notice, differs, hearing_on,
                               chase_on, second_by, place)
    SELECT p.entry_id, p.message_id, p.received_at, p.lane, p.acts, p.discharges, p.served, p.power_of_arrest, p.without_notice, p.differs, p.hearing_on,
           p.chase_on, p.second_by, p.place
      FROM unnest(noted) AS n(entry_id) JOIN entry_place p ON p.entry_id = n.entry_id;
    INSERT INTO entry_told (entry_id, details, told)
    SELECT w.entry_id, d.details, queue_entry_told(w, d.details)
      FROM entry_waiting w CROSS JOIN LATERAL (SELECT queue_entry_details(w.entry_id) AS details) d
     WHERE w.entry_id = ANY (noted);
    PERFORM entered_refresh(coalesce(noted, '{}'));
END
$$;
