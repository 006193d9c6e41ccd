-- What the queue says of an entry and what its place hangs on, for those that wait. Whatever changes an entry notes its number in entry_changed, which
-- never makes one transaction wait for another; queue_refresh() works out what was noted before the queue is read, so that a look at
-- the queue costs what waits, not what is held.
CREATE TABLE entry_changed (entry_id bigint NOT NULL);
CREATE TABLE entry_waiting (
    entry_id        bigint PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
    message_id      bigint NOT NULL,
    received_at     timestamptz NOT NULL,
    lane            smallint NOT NULL,
    acts            boolean NOT NULL,
    discharges      boolean NOT NULL,
    served          boolean NOT NULL,
    power_of_arrest boolean NOT NULL,
    without_notice  boolean NOT NULL,
    differs         boolean NOT NULL,
    hearing_on      date,
    chase_on        date,                   -- when somebody else is asked again for what they owe us
    details         jsonb NOT NULL
);
CREATE INDEX entry_waiting_oldest ON entry_waiting (lane, received_at);

-- Of the tables whose rows belong to an entry.
CREATE FUNCTION entry_part_notes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.entry_id IS NOT NULL THEN
        INSERT INTO entry_changed VALUES (OLD.entry_id);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.entry_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.entry_id IS DISTINCT FROM OLD.entry_id) THEN
        INSERT INTO entry_changed VALUES (NEW.entry_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER queue_notes AFTER INSERT OR UPDATE OR DELETE ON relation FOR EACH ROW EXECUTE FUNCTION entry_part_notes();
CREATE TRIGGER queue_notes AFTER INSERT OR UPDATE OR DELETE ON service FOR EACH ROW EXECUTE FUNCTION entry_part_notes();
CREATE TRIGGER queue_notes AFTER INSERT OR UPDATE OR DELETE ON fact FOR EACH ROW EXECUTE FUNCTION entry_part_notes();
CREATE TRIGGER queue_notes AFTER INSERT OR UPDATE OR DELETE ON entry_difference FOR EACH ROW EXECUTE FUNCTION entry_part_notes();

CREATE FUNCTION pair_notes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        INSERT INTO entry_changed VALUES (OLD.entry_id), (OLD.earlier_entry_id);
    ELSE
        INSERT INTO entry_changed VALUES (NEW.entry_id), (NEW.earlier_entry_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER queue_notes AFTER INSERT OR UPDATE OR DELETE ON duplicate FOR EACH ROW EXECUTE FUNCTION pair_notes();

CREATE FUNCTION entry_fields_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO entry_changed SELECT DISTINCT entry_id FROM changed;
    RETURN NULL;
END
$$;
CREATE TRIGGER queue_notes_insert AFTER INSERT ON field REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION entry_fields_note();
CREATE TRIGGER queue_notes_update AFTER UPDATE ON field REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION entry_fields_note();
CREATE TRIGGER queue_notes_delete AFTER DELETE ON field REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION entry_fields_note();

-- A copy that joins or leaves its representative gives or takes the facts that came from it, and is counted there; a relation is told with
-- whether its earlier order is held.
CREATE FUNCTION entry_notes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO entry_changed SELECT x FROM (VALUES (NEW.entry_id), (NEW.representative_id)) v (x) WHERE x IS NOT NULL;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO entry_changed
        SELECT OLD.representative_id WHERE OLD.representative_id <> NEW.representative_id OR NEW.representative_id IS NULL AND OLD.representative_id IS NOT NULL
         UNION SELECT f.entry_id FROM fact f WHERE f.source_entry_id = NEW.entry_id
         UNION SELECT r.entry_id FROM relation r WHERE r.earlier_entry_id IN (NEW.entry_id, OLD.representative_id)
         UNION SELECT r.entry_id FROM relation r JOIN entry e ON e.entry_id = r.earlier_entry_id WHERE e.representative_id = NEW.entry_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER queue_notes AFTER INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_notes();
CREATE TRIGGER queue_notes_update AFTER UPDATE OF state, order_type, action, draft, representative_id, message_id, received_at ON entry FOR EACH ROW
    EXECUTE FUNCTION entry_notes();
CREATE FUNCTION entry_leaves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO entry_changed
    SELECT OLD.representative_id WHERE OLD.representative_id IS NOT NULL
     UNION SELECT r.entry_id FROM relation r WHERE r.earlier_entry_id = OLD.entry_id;
    RETURN OLD;
END
$$;
CREATE TRIGGER queue_notes_delete BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_leaves();

-- A decision that is taken back, or confirmed by a second person, changes whose facts hold; one on a pair changes what is said of both.
CREATE FUNCTION decision_notes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO entry_changed
    SELECT f.entry_id FROM fact f WHERE f.decision_id IN (NEW.decision_id, NEW.about)
     UNION SELECT NEW.entry_id WHERE NEW.entry_id IS NOT NULL
     UNION SELECT NEW.other_entry_id WHERE NEW.other_entry_id IS NOT NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER queue_notes AFTER INSERT OR UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION decision_notes();

CREATE FUNCTION message_lane_notes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
BEGIN
    INSERT INTO entry_changed SELECT e.entry_id FROM entry e WHERE e.message_id = NEW.message_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER queue_notes AFTER UPDATE OF lane ON message FOR EACH ROW WHEN (OLD.lane <> NEW.lane) EXECUTE FUNCTION message_lane_notes();

INSERT INTO entry_changed
SELECT entry_id FROM entry WHERE state = 'pending'
 UNION SELECT entry_id FROM entry_difference WHERE settled_at IS NULL
 UNION SELECT entry_id FROM decision WHERE chase_on IS NOT NULL;
