-- What plans look like: the forms that come with Fledge, each school's own, and what is written in
-- their sections.

-- Each version once; what has no school belongs to all.
CREATE TABLE template (
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (name, version)
);

-- A plan has the newest whose first day is not after its term; none is ever changed.
CREATE TABLE school_template (
    school UUID NOT NULL REFERENCES school (id),
    version BIGINT NOT NULL,
    from_on TEXT NOT NULL,
    body TEXT NOT NULL,
    who UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (school, version)
);

-- Every state of a written section, for ever; the highest revision stands.
CREATE TABLE plan_section (
    plan UUID NOT NULL REFERENCES plan (id),
    section TEXT NOT NULL,
    rev BIGINT NOT NULL,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    who UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (plan, section, rev)
);
CREATE INDEX plan_section_child ON plan_section (child);
