-- What was changed in a plan beside its goals, for ever: the dream, days away, steps.
CREATE TABLE plan_change (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    plan UUID NOT NULL REFERENCES plan (id),
    -- An adult, or the child.
    who UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    -- As JSON.
    body TEXT NOT NULL
);
CREATE INDEX plan_change_plan ON plan_change (plan);
