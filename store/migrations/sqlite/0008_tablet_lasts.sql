-- Whether the tablet's browser promised to keep what lies on it; NULL until it said.
ALTER TABLE device ADD COLUMN lasts INTEGER CHECK (lasts IN (0, 1));
