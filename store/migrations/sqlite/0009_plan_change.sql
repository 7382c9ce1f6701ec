-- What was changed in a plan beside its goals, for ever: the dream, days away, steps.
CREATE TABLE plan_change (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    plan BLOB NOT NULL REFERENCES plan (id),
    -- An adult, or the child.
    who BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    -- As JSON.
    body TEXT NOT NULL
) STRICT;
CREATE INDEX plan_change_plan ON plan_change (plan);
