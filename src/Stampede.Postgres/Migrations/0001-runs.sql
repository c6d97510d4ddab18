-- Runs, and their intervals. What was written into the run folder is kept byte for byte (document, content); the columns beside it are to search by.
CREATE TABLE stampede.runs (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,               -- what people type: time, name and the beginning of the identity
    identity text NOT NULL UNIQUE,         -- SHA-256 of what is known at the start of a run and never changes
    sha256 text NOT NULL,                  -- of run.json, a zero byte, and intervals.jsonl
    folder text NOT NULL,                  -- the run folder's name on the machine that pushed it
    name text NOT NULL,
    plan_hash text,
    started timestamptz,
    duration_seconds double precision,
    ending text NOT NULL,
    verdict text,
    exit_code integer,
    commit text,
    branch text,
    machine text,
    version text,                          -- of Stampede
    tags text[] NOT NULL DEFAULT '{}',
    document bytea NOT NULL,               -- run.json
    run jsonb NOT NULL,                    -- run.json without histograms, for queries
    interval_count integer NOT NULL,
    interval_bytes bigint,                 -- null where there was no intervals.jsonl
    intervals_cut_off boolean NOT NULL,    -- whether its last line is cut off in the middle
    pushed timestamptz NOT NULL DEFAULT now(),
    pushed_by text NOT NULL DEFAULT session_user
);

-- A line of intervals.jsonl each.
CREATE TABLE stampede.intervals (
    run bigint NOT NULL REFERENCES stampede.runs ON DELETE CASCADE,
    line integer NOT NULL,                 -- from 1
    offset_seconds double precision,       -- null, as all figures, in a last line that is cut off
    length_seconds double precision,
    phase text,                            -- null in the steady phase
    settled bigint,
    failed bigint,
    content bytea NOT NULL,                -- the line, without its newline; histograms in the standard V2 form
    PRIMARY KEY (run, line)
);
