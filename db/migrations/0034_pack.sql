-- Copies for investigators: who asked, for what, which papers went, and the digest of each file as it was handed over. The audit keeps
-- the disclosure itself when the order is erased.
CREATE TABLE pack (
    pack_id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id  bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    made_by   text NOT NULL CHECK (btrim(made_by) <> ''),
    made_at   timestamptz NOT NULL DEFAULT now(),
    recipient text NOT NULL CHECK (btrim(recipient) <> '' AND length(recipient) <= 200),
    address   text NOT NULL CHECK (btrim(address) <> '' AND length(address) <= 254),
    unit      text NOT NULL CHECK (btrim(unit) <> '' AND length(unit) <= 200),
    crime     text NOT NULL CHECK (btrim(crime) <> '' AND length(crime) <= 100),  -- their reference
    purpose   text NOT NULL CHECK (btrim(purpose) <> '' AND length(purpose) <= 500),
    kept_why  text CHECK (length(kept_why) <= 500),   -- why papers go along that the court keeps from the other side
    papers    bigint[] NOT NULL CHECK (cardinality(papers) BETWEEN 1 AND 100)
);
CREATE INDEX pack_entry ON pack (entry_id);

CREATE TABLE pack_file (
    pack_id   bigint NOT NULL REFERENCES pack ON DELETE CASCADE,
    file      text NOT NULL CHECK (file IN ('paper', 'originals')),
    handed_at timestamptz NOT NULL DEFAULT now(),
    handed_to text NOT NULL,                          -- who fetched it, to hand it over
    size      bigint NOT NULL CHECK (size > 0),
    sha256    text NOT NULL CHECK (is_digest(sha256))
);
CREATE INDEX pack_file_pack ON pack_file (pack_id);
