-- Wishes for help, goals made beside a teacher, and what shows how a goal goes.

CREATE TABLE help (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    -- The child's state of the highest revision; of equal ones that of the higher event id.
    rev BIGINT NOT NULL,
    event UUID NOT NULL REFERENCES event (id),
    asking TEXT NOT NULL CHECK (asking IN ('asked', 'found')),
    -- What the child has tried, as JSON: picture and words as they were.
    tried TEXT NOT NULL,
    -- By the tablet's clock where that can be believed.
    asked_at BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    coming_by UUID REFERENCES person (id),
    coming_at BIGINT,
    -- The child was helped, or the lesson ended.
    done_at BIGINT
);
CREATE INDEX help_child ON help (child) WHERE done_at IS NULL AND asking = 'asked';

CREATE INDEX goal_proposed ON goal (child) WHERE state = 'proposed';

-- The wish that stands, as JSON, and how many proposals have no answer.
ALTER TABLE tile ADD COLUMN help TEXT;
ALTER TABLE tile ADD COLUMN proposals BIGINT NOT NULL DEFAULT 0;

-- A code with which a teacher sits down beside a child: once, on a tablet of the class.
CREATE TABLE beside_code (
    class UUID NOT NULL REFERENCES class (id),
    made_by UUID NOT NULL REFERENCES person (id),
    school UUID NOT NULL REFERENCES school (id),
    code TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- After a few wrong ones all codes of the class are gone.
    wrong BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (class, made_by)
);

-- A teacher beside a child: one goal, one stay, some minutes.
CREATE TABLE beside (
    token_hash BYTEA PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    class UUID NOT NULL REFERENCES class (id),
    teacher UUID NOT NULL REFERENCES person (id),
    child UUID NOT NULL REFERENCES person (id),
    goal UUID NOT NULL REFERENCES goal (id),
    session UUID NOT NULL REFERENCES session (id),
    began_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);

-- What shows how a goal goes. Of two states the higher revision stands.
CREATE TABLE evidence (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    goal UUID NOT NULL REFERENCES goal (id),
    kind TEXT NOT NULL CHECK (kind IN ('photo', 'drawing', 'sentence')),
    -- The child's tablet's word, or none: an adult wrote it.
    event UUID REFERENCES event (id),
    rev BIGINT NOT NULL,
    -- The picture and words of a sentence, as JSON.
    said TEXT,
    made_on TEXT NOT NULL,
    made_by UUID NOT NULL REFERENCES person (id),
    taken_at BIGINT NOT NULL,
    taken_back BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX evidence_goal ON evidence (goal);

-- The picture itself, once it has come; gone when the child takes it back.
CREATE TABLE evidence_picture (
    evidence UUID PRIMARY KEY REFERENCES evidence (id),
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    media TEXT NOT NULL,
    digest BYTEA NOT NULL,
    bytes BYTEA NOT NULL
);
