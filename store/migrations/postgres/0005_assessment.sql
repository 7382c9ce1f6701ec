-- Assessment scores: each import is a batch, and can be undone. Percentiles and other comparisons
-- with other children have no place here.
-- Dates are the school's, YYYY-MM-DD; points are thousandths.

-- By what the school's other systems call a child, as the roster has it.
ALTER TABLE person ADD COLUMN identifier TEXT;

CREATE TABLE score_import (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    -- One more with each import of the school: of two scores of one test the later counts.
    seq BIGINT NOT NULL,
    -- None: at the server's terminal.
    who UUID REFERENCES person (id),
    at BIGINT NOT NULL,
    file TEXT NOT NULL,
    preset TEXT,
    -- Which column said what, as JSON.
    mapping TEXT NOT NULL,
    children BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    undone_at BIGINT,
    undone_by UUID REFERENCES person (id),
    UNIQUE (school, seq)
);

-- What an import brought. Those of an import that was undone are deleted, and so what they took the
-- place of counts again.
CREATE TABLE score (
    batch UUID NOT NULL REFERENCES score_import (id),
    child UUID NOT NULL REFERENCES person (id),
    subject TEXT NOT NULL,
    test TEXT NOT NULL,
    taken_on TEXT NOT NULL,
    school UUID NOT NULL REFERENCES school (id),
    seq BIGINT NOT NULL,
    area TEXT CHECK (area IN ('reading', 'writing', 'maths', 'heart', 'own')),
    measure TEXT,
    score TEXT NOT NULL,
    points BIGINT NOT NULL,
    -- Scores within the score, as JSON.
    parts TEXT NOT NULL,
    PRIMARY KEY (batch, child, subject, test, taken_on)
);
CREATE INDEX score_child ON score (child);
CREATE INDEX score_school ON score (school, taken_on);
