-- Passwords of locked papers that people were told by telephone or letter. They stay with their mail, as one that stands in a mail does:
-- pages are drawn, and mails read, again and again. Nobody reads them but the reader of mails and the drawing of pages.
CREATE TABLE message_password (
    message_id bigint NOT NULL REFERENCES message ON DELETE CASCADE,
    word       text NOT NULL CHECK (octet_length(word) BETWEEN 1 AND 256 AND word !~ '[\x01-\x1f\x7f]'),  -- LIMIT_PASSWORD_BYTES
    given_by   text NOT NULL,
    given_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (message_id, word)
);
