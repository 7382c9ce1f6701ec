-- What adults saw children do, under a facet of the profile or a competency.
CREATE TABLE observation (
    -- Made in the browser.
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    class UUID NOT NULL REFERENCES class (id),
    who UUID NOT NULL REFERENCES person (id),
    facet TEXT,
    competency UUID REFERENCES competency (id),
    said TEXT NOT NULL,
    -- The school date.
    on_day TEXT NOT NULL,
    at BIGINT NOT NULL,
    CHECK ((facet IS NULL) <> (competency IS NULL))
);

-- Of whom; without any, the observation goes too.
CREATE TABLE observation_child (
    observation UUID NOT NULL REFERENCES observation (id),
    child UUID NOT NULL REFERENCES person (id),
    school UUID NOT NULL REFERENCES school (id),
    -- What it said of the child's level; the sentence stands in the observation alone.
    level UUID REFERENCES competency_level (id),
    PRIMARY KEY (observation, child)
);
CREATE INDEX observation_child_child ON observation_child (child);
CREATE INDEX observation_child_level ON observation_child (level);
