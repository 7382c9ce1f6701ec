-- Competencies of a school's frameworks, and what adults said of each child's level.

CREATE TABLE competency (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
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
    first_grade INTEGER CHECK (first_grade BETWEEN 0 AND 12),
    last_grade INTEGER CHECK (last_grade BETWEEN 0 AND 12),
    -- Its place in the framework.
    place INTEGER NOT NULL,
    -- False: no longer in the school's file; what was said of it stays.
    active INTEGER NOT NULL DEFAULT TRUE,
    CHECK ((first_grade IS NULL) = (last_grade IS NULL)),
    UNIQUE (school, framework, code)
) STRICT;

-- Rows are only ever added.
CREATE TABLE competency_level (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    competency BLOB NOT NULL REFERENCES competency (id),
    -- None: it takes another back.
    level TEXT CHECK (level IN ('not-yet', 'learning', 'got-it')),
    seen TEXT NOT NULL CHECK (seen IN ('observation', 'work', 'assessment', 'conference')),
    note TEXT NOT NULL,
    -- The school date it was seen on.
    on_day TEXT NOT NULL,
    at INTEGER NOT NULL,
    who BLOB NOT NULL REFERENCES person (id),
    undoes BLOB UNIQUE REFERENCES competency_level (id),
    CHECK ((level IS NULL) = (undoes IS NOT NULL))
) STRICT;
CREATE INDEX competency_level_child ON competency_level (child, competency);
CREATE INDEX competency_level_competency ON competency_level (competency);
