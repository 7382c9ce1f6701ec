-- Plans: a child's goals of a term, what they tick, and the days that do not count.
-- Dates are the school's, YYYY-MM-DD.

-- The ready-made goals, each version once; what has no school belongs to all.
CREATE TABLE goal_book (
    version INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE plan (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    term BLOB NOT NULL REFERENCES term (id),
    -- Own words; none: what the profile says.
    dream TEXT,
    made_on TEXT NOT NULL,
    UNIQUE (child, term)
) STRICT;

CREATE TABLE goal (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    plan BLOB NOT NULL REFERENCES plan (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'living', 'reached', 'ended')),
    -- One more with each change by an adult.
    rev INTEGER NOT NULL,
    -- The whole goal as JSON, but for which steps are done.
    body TEXT NOT NULL,
    -- The same goal in an earlier term; it is carried over once.
    carried_from BLOB UNIQUE REFERENCES goal (id),
    -- The child's proposal it came from.
    event BLOB REFERENCES event (id),
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX goal_plan ON goal (plan);
CREATE INDEX goal_child ON goal (child);

-- Every change, for ever.
CREATE TABLE goal_change (
    goal BLOB NOT NULL REFERENCES goal (id),
    -- The goal's after the change.
    rev INTEGER NOT NULL,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    what TEXT NOT NULL,
    -- An adult, or the child.
    who BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    before_body TEXT,
    after_body TEXT NOT NULL,
    PRIMARY KEY (goal, rev)
) STRICT;

-- Whose a daily goal is; what it says stands in the goal. Never deleted: a tick may come late.
CREATE TABLE daily (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    goal BLOB NOT NULL REFERENCES goal (id),
    plan BLOB NOT NULL REFERENCES plan (id)
) STRICT;

CREATE TABLE step (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    goal BLOB NOT NULL REFERENCES goal (id),
    plan BLOB NOT NULL REFERENCES plan (id),
    -- The state of the highest revision; of equal ones that of the higher event id.
    done INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    -- The child's event, or an id made for an adult's change.
    event BLOB NOT NULL
) STRICT;
CREATE INDEX step_plan ON step (plan);

CREATE TABLE tick (
    daily BLOB NOT NULL REFERENCES daily (id),
    on_day TEXT NOT NULL,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    plan BLOB NOT NULL REFERENCES plan (id),
    -- The tick of the highest revision; of equal ones that of the higher event id.
    rev INTEGER NOT NULL,
    event BLOB NOT NULL REFERENCES event (id),
    state TEXT NOT NULL CHECK (state IN ('done', 'not-today', 'open')),
    felt TEXT CHECK (felt IN ('good', 'ok', 'hard')),
    PRIMARY KEY (daily, on_day)
) STRICT;
CREATE INDEX tick_plan ON tick (plan, on_day);

CREATE TABLE day_off (
    school BLOB NOT NULL REFERENCES school (id),
    on_day TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (school, on_day)
) STRICT;

CREATE TABLE away (
    child BLOB NOT NULL REFERENCES person (id),
    on_day TEXT NOT NULL,
    school BLOB NOT NULL REFERENCES school (id),
    PRIMARY KEY (child, on_day)
) STRICT;

-- Of the newest day the child ticked.
ALTER TABLE tile ADD COLUMN ticked_on TEXT;
ALTER TABLE tile ADD COLUMN ticked_done INTEGER;
ALTER TABLE tile ADD COLUMN ticked_of INTEGER;
