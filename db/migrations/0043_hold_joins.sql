-- Legal hold is of an order with all its copies, also those that come later: a copy that joins a held order is held, and an order that a held
-- copy joins is held with its other copies.
CREATE FUNCTION hold_joins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
DECLARE
    held entry;
BEGIN
    -- a hold that is being put on it right now is waited for, as the reference would be
    PERFORM FROM entry e WHERE e.entry_id = NEW.representative_id FOR KEY SHARE;
    SELECT * INTO held FROM entry e
     WHERE (e.entry_id = NEW.representative_id OR e.representative_id = NEW.representative_id) AND e.legal_hold
     ORDER BY e.hold_at NULLS LAST, e.entry_id LIMIT 1;
    IF FOUND THEN
        NEW.legal_hold := true;
        NEW.hold_why := held.hold_why;
        NEW.hold_by := held.hold_by;
        NEW.hold_at := held.hold_at;
        INSERT INTO audit (operation, subject, subject_id, reason) VALUES ('alter', 'entry', NEW.entry_id, 'legal hold, as a copy of entry ' || NEW.representative_id);
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER hold_joins_insert BEFORE INSERT ON entry FOR EACH ROW WHEN (NEW.representative_id IS NOT NULL AND NOT NEW.legal_hold) EXECUTE FUNCTION hold_joins();
CREATE TRIGGER hold_joins_update BEFORE UPDATE OF representative_id ON entry FOR EACH ROW
    WHEN (NEW.representative_id IS NOT NULL AND NEW.representative_id IS DISTINCT FROM OLD.representative_id AND NOT NEW.legal_hold) EXECUTE FUNCTION hold_joins();

CREATE FUNCTION hold_is_brought() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    WITH held AS (UPDATE entry e SET legal_hold = true, hold_why = NEW.hold_why, hold_by = NEW.hold_by, hold_at = NEW.hold_at
                   WHERE (e.entry_id = NEW.representative_id OR e.representative_id = NEW.representative_id) AND NOT e.legal_hold
               RETURNING e.entry_id)
    INSERT INTO audit (operation, subject, subject_id, reason) SELECT 'alter', 'entry', h.entry_id, 'legal hold, by its copy entry ' || NEW.entry_id FROM held h;
    RETURN NULL;
END
$$;
CREATE TRIGGER hold_is_brought AFTER UPDATE OF representative_id ON entry FOR EACH ROW
    WHEN (NEW.legal_hold AND NEW.representative_id IS NOT NULL AND NEW.representative_id IS DISTINCT FROM OLD.representative_id) EXECUTE FUNCTION hold_is_brought();

-- What joined before this.
UPDATE entry c SET legal_hold = true, hold_why = h.hold_why, hold_by = h.hold_by, hold_at = h.hold_at
  FROM entry h WHERE c.representative_id = h.entry_id AND h.legal_hold AND NOT c.legal_hold;
UPDATE entry h SET legal_hold = true, hold_why = c.hold_why, hold_by = c.hold_by, hold_at = c.hold_at
  FROM entry c WHERE c.representative_id = h.entry_id AND c.legal_hold AND NOT h.legal_hold;
