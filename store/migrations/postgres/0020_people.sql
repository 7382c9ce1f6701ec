-- Children as the office keeps them: seats that change in the middle of a year, and two records that
-- are one child.

-- The record that took everything this one had. It stays, archived, so that its ids are still found.
ALTER TABLE person ADD COLUMN merged_into UUID REFERENCES person (id);
CREATE INDEX person_merged_into ON person (merged_into) WHERE merged_into IS NOT NULL;

-- Seats that the office gave and took. Dates are the school's.
CREATE TABLE seat_move (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    -- None: they came.
    from_class UUID REFERENCES class (id),
    -- None: they left.
    to_class UUID REFERENCES class (id),
    on_day TEXT NOT NULL,
    who UUID NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    -- None: its day has not come.
    done_at BIGINT,
    CHECK (from_class IS NOT NULL OR to_class IS NOT NULL)
);
CREATE INDEX seat_move_child ON seat_move (child);
CREATE INDEX seat_move_waiting ON seat_move (on_day) WHERE done_at IS NULL;
