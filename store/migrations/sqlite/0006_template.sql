-- What plans look like: the forms that come with Fledge, each school's own, and what is written in
-- their sections.

-- Each version once; what has no school belongs to all.
CREATE TABLE template (
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (name, version)
) STRICT;

-- A plan has the newest whose first day is not after its term; none is ever changed.
CREATE TABLE school_template (
    school BLOB NOT NULL REFERENCES school (id),
    version INTEGER NOT NULL,
    from_on TEXT NOT NULL,
    body TEXT NOT NULL,
    who BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (school, version)
) STRICT;

-- Every state of a written section, for ever; the highest revision stands.
CREATE TABLE plan_section (
    plan BLOB NOT NULL REFERENCES plan (id),
    section TEXT NOT NULL,
    rev INTEGER NOT NULL,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    who BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (plan, section, rev)
) STRICT;
CREATE INDEX plan_section_child ON plan_section (child);
