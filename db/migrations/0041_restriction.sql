-- Orders in which somebody who works for the force is a party: closed to everybody but named readers. What acts on such an order, and its
-- copies, are closed with it (restriction_circle). The glass can be broken with a reason; who knows the people is kept out for good.
CREATE TABLE entry_restriction (
    entry_id      bigint PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
    reason        text NOT NULL CHECK (btrim(reason) <> '' AND length(reason) <= 500),
    restricted_by text NOT NULL CHECK (btrim(restricted_by) <> ''),
    restricted_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE entry_reader (
    entry_id bigint NOT NULL REFERENCES entry_restriction ON DELETE CASCADE,
    reader   text NOT NULL REFERENCES staff ON DELETE CASCADE,
    named_by text NOT NULL,
    named_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (entry_id, reader)
);
CREATE TABLE entry_glass (
    entry_id bigint NOT NULL REFERENCES entry_restriction ON DELETE CASCADE,
    person   text NOT NULL,
    until    timestamptz NOT NULL,
    PRIMARY KEY (entry_id, person)
);
CREATE TABLE entry_recusal (
    entry_id bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    person   text NOT NULL CHECK (btrim(person) <> ''),
    said_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (entry_id, person)
);
CREATE INDEX entry_recusal_person ON entry_recusal (person);

-- What supervisors are told at once: that a search met a restricted order, or that somebody broke the glass. raised_at: when a mail was
-- made due that tells of it; that mail says our reference and the time alone.
CREATE TABLE restriction_notice (
    notice_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    entry_id  bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
    person    text NOT NULL,
    kind      text NOT NULL CHECK (kind IN ('sight', 'glass')),
    reason    text CHECK (kind = 'sight' OR btrim(reason) <> ''),
    noted_at  timestamptz NOT NULL DEFAULT now(),
    raised_at timestamptz,
    seen_by   text,
    seen_at   timestamptz,
    CHECK ((seen_by IS NULL) = (seen_at IS NULL))
);
CREATE INDEX restriction_notice_untold ON restriction_notice (notice_id) WHERE raised_at IS NULL;
CREATE INDEX restriction_notice_unseen ON restriction_notice (notice_id) WHERE seen_at IS NULL;
