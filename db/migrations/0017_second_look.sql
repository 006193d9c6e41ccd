-- What a supervisor looked at a second time: one row an item of the list (db/functions/team.sql).
CREATE TABLE second_look (
    kind      text NOT NULL CHECK (kind IN ('rejection', 'mail', 'ending', 'correction', 'undone', 'sample')),
    number    bigint NOT NULL,                  -- of the decision, the mail ('mail') or the entry ('sample')
    looked_by text NOT NULL,
    looked_at timestamptz NOT NULL DEFAULT now(),
    words     text NOT NULL CHECK (btrim(words) <> ''),
    PRIMARY KEY (kind, number)
);
