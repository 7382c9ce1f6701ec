-- What may be done next in a class, and what adults noted that they did; where children sit.

-- An adult noted that they were with a child on a day.
CREATE TABLE check_in (
    child BLOB NOT NULL REFERENCES person (id),
    on_day TEXT NOT NULL,
    who BLOB NOT NULL REFERENCES person (id),
    school BLOB NOT NULL REFERENCES school (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (child, on_day, who)
) STRICT;

CREATE TABLE celebration (
    goal BLOB PRIMARY KEY REFERENCES goal (id),
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    on_day TEXT NOT NULL,
    who BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX celebration_child ON celebration (child);

-- The rules of a teacher for a class, as JSON.
CREATE TABLE next_tuning (
    teacher BLOB NOT NULL REFERENCES person (id),
    class BLOB NOT NULL REFERENCES class (id),
    school BLOB NOT NULL REFERENCES school (id),
    body TEXT NOT NULL,
    PRIMARY KEY (teacher, class)
) STRICT;

-- What a teacher put aside, until its reason is another, and so its key.
CREATE TABLE next_aside (
    teacher BLOB NOT NULL REFERENCES person (id),
    class BLOB NOT NULL REFERENCES class (id),
    key TEXT NOT NULL,
    school BLOB NOT NULL REFERENCES school (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (teacher, class, key)
) STRICT;

-- When an adult was last with a child.
CREATE INDEX help_coming ON help (child, coming_at) WHERE coming_at IS NOT NULL;
CREATE INDEX evidence_adult ON evidence (child, made_on) WHERE event IS NULL;

-- Where a child sits: row and column from the board's side of the room.
CREATE TABLE seat (
    class BLOB NOT NULL REFERENCES class (id),
    child BLOB NOT NULL REFERENCES person (id),
    school BLOB NOT NULL REFERENCES school (id),
    row_at INTEGER NOT NULL CHECK (row_at BETWEEN 0 AND 19),
    column_at INTEGER NOT NULL CHECK (column_at BETWEEN 0 AND 19),
    PRIMARY KEY (class, child),
    UNIQUE (class, row_at, column_at)
) STRICT;
