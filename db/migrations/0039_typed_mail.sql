-- What a person had typed into a form of a mail's page when the session had ended.
CREATE TABLE typed_mail (
    message_id bigint NOT NULL REFERENCES message ON DELETE CASCADE,
    person     text NOT NULL REFERENCES staff (name),
    words      text NOT NULL CHECK (words <> '' AND length(words) <= 20000),
    typed_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (message_id, person)
);
