-- Wishes for help, goals made beside a teacher, and what shows how a goal goes.

CREATE TABLE help (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    -- The child's state of the highest revision; of equal ones that of the higher event id.
    rev INTEGER NOT NULL,
    event BLOB NOT NULL REFERENCES event (id),
    asking TEXT NOT NULL CHECK (asking IN ('asked', 'found')),
    -- What the child has tried, as JSON: picture and words as they were.
    tried TEXT NOT NULL,
    -- By the tablet's clock where that can be believed.
    asked_at INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    coming_by BLOB REFERENCES person (id),
    coming_at INTEGER,
    -- The child was helped, or the lesson ended.
    done_at INTEGER
) STRICT;
CREATE INDEX help_child ON help (child) WHERE done_at IS NULL AND asking = 'asked';

CREATE INDEX goal_proposed ON goal (child) WHERE state = 'proposed';

-- The wish that stands, as JSON, and how many proposals have no answer.
ALTER TABLE tile ADD COLUMN help TEXT;
ALTER TABLE tile ADD COLUMN proposals INTEGER NOT NULL DEFAULT 0;

-- A code with which a teacher sits down beside a child: once, on a tablet of the class.
CREATE TABLE beside_code (
    class BLOB NOT NULL REFERENCES class (id),
    made_by BLOB NOT NULL REFERENCES person (id),
    school BLOB NOT NULL REFERENCES school (id),
    code TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    -- After a few wrong ones all codes of the class are gone.
    wrong INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (class, made_by)
) STRICT;

-- A teacher beside a child: one goal, one stay, some minutes.
CREATE TABLE beside (
    token_hash BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    class BLOB NOT NULL REFERENCES class (id),
    teacher BLOB NOT NULL REFERENCES person (id),
    child BLOB NOT NULL REFERENCES person (id),
    goal BLOB NOT NULL REFERENCES goal (id),
    session BLOB NOT NULL REFERENCES session (id),
    began_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;

-- What shows how a goal goes. Of two states the higher revision stands.
CREATE TABLE evidence (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    goal BLOB NOT NULL REFERENCES goal (id),
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'drawing', 'sentence')),
    -- The child's tablet's word, or none: an adult wrote it.
    event BLOB REFERENCES event (id),
    rev INTEGER NOT NULL,
    -- The picture and words of a sentence, as JSON.
    said TEXT,
    made_on TEXT NOT NULL,
    made_by BLOB NOT NULL REFERENCES person (id),
    taken_at INTEGER NOT NULL,
    taken_back INTEGER NOT NULL DEFAULT FALSE
) STRICT;
CREATE INDEX evidence_goal ON evidence (goal);

-- The picture itself, once it has come; gone when the child takes it back.
CREATE TABLE evidence_picture (
    evidence BLOB PRIMARY KEY REFERENCES evidence (id),
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    media TEXT NOT NULL,
    digest BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
