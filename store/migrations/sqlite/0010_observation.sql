-- What adults saw children do, under a facet of the profile or a competency.
CREATE TABLE observation (
    -- Made in the browser.
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    class BLOB NOT NULL REFERENCES class (id),
    who BLOB NOT NULL REFERENCES person (id),
    facet TEXT,
    competency BLOB REFERENCES competency (id),
    said TEXT NOT NULL,
    -- The school date.
    on_day TEXT NOT NULL,
    at INTEGER NOT NULL,
    CHECK ((facet IS NULL) <> (competency IS NULL))
) STRICT;

-- Of whom; without any, the observation goes too.
CREATE TABLE observation_child (
    observation BLOB NOT NULL REFERENCES observation (id),
    child BLOB NOT NULL REFERENCES person (id),
    school BLOB NOT NULL REFERENCES school (id),
    -- What it said of the child's level; the sentence stands in the observation alone.
    level BLOB REFERENCES competency_level (id),
    PRIMARY KEY (observation, child)
) STRICT;
CREATE INDEX observation_child_child ON observation_child (child);
CREATE INDEX observation_child_level ON observation_child (level);
