-- What was typed into the search page, under the address that stands for it: names reach no address, referrer or log. Each row is its
-- person's own, and goes after half a day; what remains of a search stands in the audit.
CREATE TABLE search_kept (
    address text PRIMARY KEY CHECK (length(address) BETWEEN 16 AND 64),
    person  text NOT NULL,
    typed   text NOT NULL,
    reason  text CHECK (btrim(reason) <> ''),
    made_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX search_kept_made_at ON search_kept (made_at);
