-- Groups of children for a while, and what was tried with a child or a group. Dates are the school's.

CREATE TABLE child_group (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    class BLOB NOT NULL REFERENCES class (id),
    name TEXT NOT NULL,
    -- For the lesson; may be empty.
    note TEXT NOT NULL,
    competency BLOB REFERENCES competency (id),
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    -- How long it may last.
    span TEXT NOT NULL CHECK (span IN ('weeks', 'term')),
    made_by BLOB NOT NULL REFERENCES person (id),
    made_at INTEGER NOT NULL,
    helped TEXT CHECK (helped IN ('helped', 'somewhat', 'not-yet')),
    closing TEXT,
    closed_on TEXT,
    -- It was never meant: it counts for nothing.
    taken_back INTEGER NOT NULL DEFAULT FALSE,
    CHECK ((helped IS NULL) = (closed_on IS NULL))
) STRICT;
CREATE INDEX child_group_class ON child_group (class);

CREATE TABLE group_member (
    grp BLOB NOT NULL REFERENCES child_group (id),
    child BLOB NOT NULL REFERENCES person (id),
    school BLOB NOT NULL REFERENCES school (id),
    since TEXT NOT NULL,
    -- The day they were taken out.
    until TEXT,
    -- The goal they were given as one of the group.
    goal BLOB REFERENCES goal (id),
    PRIMARY KEY (grp, child)
) STRICT;
CREATE INDEX group_member_child ON group_member (child);

CREATE TABLE intervention (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    class BLOB NOT NULL REFERENCES class (id),
    child BLOB REFERENCES person (id),
    grp BLOB REFERENCES child_group (id),
    what TEXT NOT NULL,
    done_by TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    -- When somebody looks next, or last did.
    follow_on TEXT NOT NULL,
    made_by BLOB NOT NULL REFERENCES person (id),
    made_at INTEGER NOT NULL,
    open INTEGER NOT NULL DEFAULT TRUE,
    CHECK ((child IS NULL) <> (grp IS NULL))
) STRICT;
CREATE INDEX intervention_class ON intervention (class, open);
CREATE INDEX intervention_child ON intervention (child);
CREATE INDEX intervention_grp ON intervention (grp);

-- Whether it helped, each time somebody looked; rows are only ever added.
CREATE TABLE intervention_look (
    id BLOB PRIMARY KEY,
    intervention BLOB NOT NULL REFERENCES intervention (id),
    school BLOB NOT NULL REFERENCES school (id),
    helped TEXT NOT NULL CHECK (helped IN ('helped', 'somewhat', 'not-yet')),
    note TEXT NOT NULL,
    -- The day it comes back; none: it is over.
    again_on TEXT,
    on_day TEXT NOT NULL,
    who BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX intervention_look_of ON intervention_look (intervention);
