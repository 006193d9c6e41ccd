-- How full a mailbox is, and what ends that we sign in with.
ALTER TABLE mailbox
    ADD COLUMN quota_resource text CHECK (quota_resource IN ('STORAGE', 'MESSAGE')),  -- STORAGE in KiB
    ADD COLUMN quota_used  bigint CHECK (quota_used >= 0),
    ADD COLUMN quota_limit bigint CHECK (quota_limit > 0),  -- null: the server states none
    ADD COLUMN quota_at    timestamptz,
    ADD CHECK ((quota_resource IS NULL) = (quota_limit IS NULL) AND (quota_used IS NULL) = (quota_limit IS NULL));

CREATE TABLE credential (
    holder  text NOT NULL,                       -- a mailbox, or smtp
    what    text NOT NULL,
    ends_at timestamptz NOT NULL,
    told_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (holder, what)
);
