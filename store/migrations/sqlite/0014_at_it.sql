-- A child may be at a daily goal just now: one more state of a tick, shown on the tile.
ALTER TABLE tick RENAME TO tick_before;
DROP INDEX tick_plan;

CREATE TABLE tick (
    daily BLOB NOT NULL REFERENCES daily (id),
    on_day TEXT NOT NULL,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    plan BLOB NOT NULL REFERENCES plan (id),
    -- The tick of the highest revision; of equal ones that of the higher event id.
    rev INTEGER NOT NULL,
    event BLOB NOT NULL REFERENCES event (id),
    state TEXT NOT NULL CHECK (state IN ('done', 'now', 'not-today', 'open')),
    felt TEXT CHECK (felt IN ('good', 'ok', 'hard')),
    PRIMARY KEY (daily, on_day)
) STRICT;
INSERT INTO tick SELECT * FROM tick_before;
DROP TABLE tick_before;
CREATE INDEX tick_plan ON tick (plan, on_day);

-- Picture and title as JSON, of the newest day the child ticked.
ALTER TABLE tile ADD COLUMN ticked_now TEXT;
