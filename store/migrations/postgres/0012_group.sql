-- Groups of children for a while, and what was tried with a child or a group. Dates are the school's.

CREATE TABLE child_group (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    class UUID NOT NULL REFERENCES class (id),
    name TEXT NOT NULL,
    -- For the lesson; may be empty.
    note TEXT NOT NULL,
    competency UUID REFERENCES competency (id),
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    -- How long it may last.
    span TEXT NOT NULL CHECK (span IN ('weeks', 'term')),
    made_by UUID NOT NULL REFERENCES person (id),
    made_at BIGINT NOT NULL,
    helped TEXT CHECK (helped IN ('helped', 'somewhat', 'not-yet')),
    closing TEXT,
    closed_on TEXT,
    -- It was never meant: it counts for nothing.
    taken_back BOOLEAN NOT NULL DEFAULT FALSE,
    CHECK ((helped IS NULL) = (closed_on IS NULL))
);
CREATE INDEX child_group_class ON child_group (class);

CREATE TABLE group_member (
    grp UUID NOT NULL REFERENCES child_group (id),
    child UUID NOT NULL REFERENCES person (id),
    school UUID NOT NULL REFERENCES school (id),
    since TEXT NOT NULL,
    -- The day they were taken out.
    until TEXT,
    -- The goal they were given as one of the group.
    goal UUID REFERENCES goal (id),
    PRIMARY KEY (grp, child)
);
CREATE INDEX group_member_child ON group_member (child);

CREATE TABLE intervention (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    class UUID NOT NULL REFERENCES class (id),
    child UUID REFERENCES person (id),
    grp UUID REFERENCES child_group (id),
    what TEXT NOT NULL,
    done_by TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    -- When somebody looks next, or last did.
    follow_on TEXT NOT NULL,
    made_by UUID NOT NULL REFERENCES person (id),
    made_at BIGINT NOT NULL,
    open BOOLEAN NOT NULL DEFAULT TRUE,
    CHECK ((child IS NULL) <> (grp IS NULL))
);
CREATE INDEX intervention_class ON intervention (class, open);
CREATE INDEX intervention_child ON intervention (child);
CREATE INDEX intervention_grp ON intervention (grp);

-- Whether it helped, each time somebody looked; rows are only ever added.
CREATE TABLE intervention_look (
    id UUID PRIMARY KEY,
    intervention UUID NOT NULL REFERENCES intervention (id),
    school UUID NOT NULL REFERENCES school (id),
    helped TEXT NOT NULL CHECK (helped IN ('helped', 'somewhat', 'not-yet')),
    note TEXT NOT NULL,
    -- The day it comes back; none: it is over.
    again_on TEXT,
    on_day TEXT NOT NULL,
    who UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL
);
CREATE INDEX intervention_look_of ON intervention_look (intervention);
