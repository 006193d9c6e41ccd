-- What a mail is found by is made once, when its last step is written, and no more with its papers and its sender apart.
DROP TRIGGER search_follows_update ON message;
CREATE TRIGGER search_follows_update AFTER UPDATE OF state, subject, from_name, from_address ON message FOR EACH ROW
    WHEN (NEW.state IN ('queued', 'failed') AND OLD.state <> NEW.state
          OR (OLD.subject, OLD.from_name, OLD.from_address) IS DISTINCT FROM (NEW.subject, NEW.from_name, NEW.from_address))
    EXECUTE FUNCTION search_envelope_follows();
DROP FUNCTION IF EXISTS search_services(bigint);

-- Who erases a mail or an order asks these tables too.
CREATE INDEX outbox_bounce ON outbox (bounce_message_id) WHERE bounce_message_id IS NOT NULL;
CREATE INDEX restriction_notice_entry ON restriction_notice (entry_id);
