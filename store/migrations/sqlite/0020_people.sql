-- Children as the office keeps them: seats that change in the middle of a year, and two records that
-- are one child.

-- The record that took everything this one had. It stays, archived, so that its ids are still found.
ALTER TABLE person ADD COLUMN merged_into BLOB REFERENCES person (id);
CREATE INDEX person_merged_into ON person (merged_into) WHERE merged_into IS NOT NULL;

-- Seats that the office gave and took. Dates are the school's.
CREATE TABLE seat_move (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    -- None: they came.
    from_class BLOB REFERENCES class (id),
    -- None: they left.
    to_class BLOB REFERENCES class (id),
    on_day TEXT NOT NULL,
    who BLOB NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL,
    -- None: its day has not come.
    done_at INTEGER,
    CHECK (from_class IS NOT NULL OR to_class IS NOT NULL)
) STRICT;
CREATE INDEX seat_move_child ON seat_move (child);
CREATE INDEX seat_move_waiting ON seat_move (on_day) WHERE done_at IS NULL;
