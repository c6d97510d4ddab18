-- What the audit found in each run, to search by; taken over from the runs that are there.
CREATE TABLE stampede.findings (
    run bigint NOT NULL REFERENCES stampede.runs ON DELETE CASCADE,
    number integer NOT NULL,               -- from 1, in the audit's order: the gravest first
    rule text NOT NULL,
    severity text NOT NULL,
    subject text,
    meaning text NOT NULL,
    advice text NOT NULL,
    accepted text,                         -- why the test accepts it
    PRIMARY KEY (run, number)
);

INSERT INTO stampede.findings (run, number, rule, severity, subject, meaning, advice, accepted)
SELECT r.key, f.number, f.finding->>'rule', f.finding->>'severity', f.finding->>'subject', f.finding->>'meaning', f.finding->>'advice', f.finding->>'accepted'
FROM stampede.runs r
CROSS JOIN LATERAL jsonb_array_elements(coalesce(r.run->'audit'->'findings', '[]'::jsonb)) WITH ORDINALITY AS f(finding, number);

-- What later runs are compared with. A document is a file of baselines that holds this one alone.
CREATE TABLE stampede.baselines (
    name text PRIMARY KEY,
    position integer NOT NULL,
    is_current boolean NOT NULL,
    document bytea NOT NULL,
    changed timestamptz NOT NULL DEFAULT now(),
    changed_by text NOT NULL DEFAULT session_user
);

CREATE UNIQUE INDEX baselines_current ON stampede.baselines (is_current) WHERE is_current;
CREATE INDEX runs_started ON stampede.runs (started);
CREATE INDEX runs_name_started ON stampede.runs (name, started);
CREATE INDEX runs_commit ON stampede.runs (commit);
CREATE INDEX runs_folder ON stampede.runs (folder);
CREATE INDEX runs_tags ON stampede.runs USING gin (tags);
CREATE INDEX findings_rule ON stampede.findings (rule);
