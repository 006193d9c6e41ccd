-- People who use the pages: accounts, sessions, and failed tries at signing in.

CREATE TABLE staff (
    name       text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9._@-]{0,63}$'),
    role       text NOT NULL CHECK (role IN ('enquirer', 'handler', 'supervisor', 'auditor', 'admin')),
    passphrase text,                            -- argon2id in its own print form; null: comes by way of the proxy alone
    closed_at  timestamptz,                     -- an account is never deleted: its name stands in the audit
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text NOT NULL
);

-- A session is known by the digest of its number: whoever reads this table cannot take one over.
CREATE TABLE web_session (
    digest   text PRIMARY KEY CHECK (is_digest(digest)),
    name     text NOT NULL REFERENCES staff,
    began_at timestamptz NOT NULL DEFAULT now(),
    used_at  timestamptz NOT NULL DEFAULT now(),
    ends_at  timestamptz NOT NULL               -- whatever is done with it
);
CREATE INDEX web_session_name ON web_session (name);

-- By digest of the name that was typed, whether there is such an account or not.
CREATE TABLE sign_in_failure (
    digest  text PRIMARY KEY CHECK (is_digest(digest)),
    count   integer NOT NULL,
    last_at timestamptz NOT NULL
);
