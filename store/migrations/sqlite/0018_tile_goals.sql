-- The goals of the day a tile shows, as JSON: pictures, titles and how each stands. What the child is at
-- is one of them.
ALTER TABLE tile ADD COLUMN ticked_goals TEXT;
ALTER TABLE tile DROP COLUMN ticked_now;
