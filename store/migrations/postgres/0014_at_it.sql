-- A child may be at a daily goal just now: one more state of a tick, shown on the tile.
ALTER TABLE tick DROP CONSTRAINT tick_state_check;
ALTER TABLE tick ADD CONSTRAINT tick_state_check
    CHECK (state IN ('done', 'now', 'not-today', 'open'));

-- Picture and title as JSON, of the newest day the child ticked.
ALTER TABLE tile ADD COLUMN ticked_now TEXT;
