-- Plans: a child's goals of a term, what they tick, and the days that do not count.
-- Dates are the school's, YYYY-MM-DD.

-- The ready-made goals, each version once; what has no school belongs to all.
CREATE TABLE goal_book (
    version BIGINT PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE plan (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    term UUID NOT NULL REFERENCES term (id),
    -- Own words; none: what the profile says.
    dream TEXT,
    made_on TEXT NOT NULL,
    UNIQUE (child, term)
);

CREATE TABLE goal (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    plan UUID NOT NULL REFERENCES plan (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'living', 'reached', 'ended')),
    -- One more with each change by an adult.
    rev BIGINT NOT NULL,
    -- The whole goal as JSON, but for which steps are done.
    body TEXT NOT NULL,
    -- The same goal in an earlier term; it is carried over once.
    carried_from UUID UNIQUE REFERENCES goal (id),
    -- The child's proposal it came from.
    event UUID REFERENCES event (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX goal_plan ON goal (plan);
CREATE INDEX goal_child ON goal (child);

-- Every change, for ever.
CREATE TABLE goal_change (
    goal UUID NOT NULL REFERENCES goal (id),
    -- The goal's after the change.
    rev BIGINT NOT NULL,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    what TEXT NOT NULL,
    -- An adult, or the child.
    who UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    before_body TEXT,
    after_body TEXT NOT NULL,
    PRIMARY KEY (goal, rev)
);

-- Whose a daily goal is; what it says stands in the goal. Never deleted: a tick may come late.
CREATE TABLE daily (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    goal UUID NOT NULL REFERENCES goal (id),
    plan UUID NOT NULL REFERENCES plan (id)
);

CREATE TABLE step (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    goal UUID NOT NULL REFERENCES goal (id),
    plan UUID NOT NULL REFERENCES plan (id),
    -- The state of the highest revision; of equal ones that of the higher event id.
    done BOOLEAN NOT NULL,
    rev BIGINT NOT NULL,
    -- The child's event, or an id made for an adult's change.
    event UUID NOT NULL
);
CREATE INDEX step_plan ON step (plan);

CREATE TABLE tick (
    daily UUID NOT NULL REFERENCES daily (id),
    on_day TEXT NOT NULL,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    plan UUID NOT NULL REFERENCES plan (id),
    -- The tick of the highest revision; of equal ones that of the higher event id.
    rev BIGINT NOT NULL,
    event UUID NOT NULL REFERENCES event (id),
    state TEXT NOT NULL CHECK (state IN ('done', 'not-today', 'open')),
    felt TEXT CHECK (felt IN ('good', 'ok', 'hard')),
    PRIMARY KEY (daily, on_day)
);
CREATE INDEX tick_plan ON tick (plan, on_day);

CREATE TABLE day_off (
    school UUID NOT NULL REFERENCES school (id),
    on_day TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (school, on_day)
);

CREATE TABLE away (
    child UUID NOT NULL REFERENCES person (id),
    on_day TEXT NOT NULL,
    school UUID NOT NULL REFERENCES school (id),
    PRIMARY KEY (child, on_day)
);

-- Of the newest day the child ticked.
ALTER TABLE tile ADD COLUMN ticked_on TEXT;
ALTER TABLE tile ADD COLUMN ticked_done BIGINT;
ALTER TABLE tile ADD COLUMN ticked_of BIGINT;
