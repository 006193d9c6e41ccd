-- Reports: each run has its row, and no report of a period is sent twice. Outgoing mail that answers nobody: reports to configured people,
-- and the alarm that somebody may be in danger.
CREATE TABLE report_run (
    run_id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report      text NOT NULL CHECK (report IN ('duplicates', 'counts', 'expiring', 'reconciliation')),
    period_from date NOT NULL,
    period_to   date NOT NULL CHECK (period_to >= period_from),
    run_at      timestamptz NOT NULL DEFAULT now(),
    run_by      text NOT NULL,                  -- user of the operating system
    sent        boolean NOT NULL,               -- mailed, else shown
    nothing     boolean NOT NULL                -- there was nothing to report
);
CREATE UNIQUE INDEX report_run_sent_once ON report_run (report, period_from, period_to) WHERE sent;

ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check,
    ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('acknowledgement', 'report', 'alarm')),
    ADD COLUMN run_id    bigint REFERENCES report_run ON DELETE CASCADE,
    ADD COLUMN recipient text,
    ADD COLUMN octets    bytea,                 -- the whole mail, of a report
    ADD CONSTRAINT outbox_report CHECK ((kind = 'report') = (run_id IS NOT NULL AND recipient IS NOT NULL AND octets IS NOT NULL));
CREATE UNIQUE INDEX outbox_report_once ON outbox (run_id, lower(recipient)) WHERE run_id IS NOT NULL;

-- One alarm tells of everything that waits: another is raised when this one has gone.
CREATE UNIQUE INDEX outbox_alarm_due ON outbox (kind) WHERE kind = 'alarm' AND status = 'due';
-- When the alarm about an alert was raised last; null: not yet.
ALTER TABLE alert ADD COLUMN alarmed_at timestamptz;

CREATE INDEX entry_received ON entry (received_at);
CREATE INDEX entry_course_end ON entry_course (ends_at) WHERE status = 'in_force';
