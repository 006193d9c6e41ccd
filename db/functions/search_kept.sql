-- Searches under the addresses that stand for them.

-- Keeps what a person typed, and why it was asked; what is older than half a day goes.
CREATE OR REPLACE FUNCTION search_keep(whose text, at_address text, words text, why text) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    DELETE FROM search_kept WHERE made_at < now() - interval '12 hours';
    INSERT INTO search_kept (address, person, typed, reason) VALUES (at_address, whose, words, nullif(btrim(why), ''))
$$;

-- What stands under an address, for its own person alone; no row when there is none, or no more.
CREATE OR REPLACE FUNCTION search_kept_by(whose text, at_address text) RETURNS TABLE (typed text, reason text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ccot, pg_temp AS $$
    SELECT k.typed, k.reason FROM search_kept k
     WHERE k.address = at_address AND k.person = whose AND k.made_at > now() - interval '12 hours'
$$;
