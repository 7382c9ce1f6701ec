-- Competencies of a school's frameworks, and what adults said of each child's level.

CREATE TABLE competency (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    framework TEXT NOT NULL,
    -- Of the framework's coding scheme.
    code TEXT NOT NULL,
    heading TEXT NOT NULL,
    heading_en TEXT NOT NULL,
    heading_es TEXT NOT NULL,
    statement TEXT NOT NULL,
    -- In a child's words; none where the school has none.
    child_en TEXT,
    child_es TEXT,
    -- None: of every grade.
    first_grade BIGINT CHECK (first_grade BETWEEN 0 AND 12),
    last_grade BIGINT CHECK (last_grade BETWEEN 0 AND 12),
    -- Its place in the framework.
    place BIGINT NOT NULL,
    -- False: no longer in the school's file; what was said of it stays.
    active BOOLEAN NOT NULL DEFAULT TRUE,
    CHECK ((first_grade IS NULL) = (last_grade IS NULL)),
    UNIQUE (school, framework, code)
);

-- Rows are only ever added.
CREATE TABLE competency_level (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    competency UUID NOT NULL REFERENCES competency (id),
    -- None: it takes another back.
    level TEXT CHECK (level IN ('not-yet', 'learning', 'got-it')),
    seen TEXT NOT NULL CHECK (seen IN ('observation', 'work', 'assessment', 'conference')),
    note TEXT NOT NULL,
    -- The school date it was seen on.
    on_day TEXT NOT NULL,
    at BIGINT NOT NULL,
    who UUID NOT NULL REFERENCES person (id),
    undoes UUID UNIQUE REFERENCES competency_level (id),
    CHECK ((level IS NULL) = (undoes IS NOT NULL))
);
CREATE INDEX competency_level_child ON competency_level (child, competency);
CREATE INDEX competency_level_competency ON competency_level (competency);
