-- For this schema's own use: what people say of fields, and whether it holds: not taken back, from a copy that is still one (stands),
-- and confirmed by a second person where that is needed (lives).
CREATE VIEW decided_fact AS
SELECT o.*, o.stands AND (NOT o.waits OR o.confirmed) AS lives
  FROM (SELECT f.fact_id, f.decision_id, f.entry_id, f.name, f.value, f.origin, f.source_entry_id, f.replaced, f.raw, f.page, f.box, f.confidence,
               f.waits, d.decided_by, d.decided_at,
               d.undone_at IS NULL
               AND (f.source_entry_id IS NULL
                    OR EXISTS (SELECT FROM entry s JOIN entry e ON e.entry_id = f.entry_id
                                WHERE s.entry_id = f.source_entry_id AND s.state = 'duplicate'
                                  AND s.representative_id = coalesce(e.representative_id, e.entry_id))) AS stands,
               EXISTS (SELECT FROM decision c WHERE c.about = f.decision_id AND c.kind = 'second' AND c.undone_at IS NULL) AS confirmed
          FROM fact f JOIN decision d USING (decision_id)) o;
