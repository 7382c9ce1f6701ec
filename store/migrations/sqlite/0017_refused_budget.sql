-- The day from which an event is judged again that came before its day; NULL: it is not.
ALTER TABLE event_refused ADD COLUMN judged_again_on TEXT;
CREATE INDEX event_refused_judged_again ON event_refused (judged_again_on)
    WHERE judged_again_on IS NOT NULL;

-- What was kept and what was not of the events of a tablet that were refused on a day (UTC).
CREATE TABLE event_refused_count (
    device BLOB NOT NULL REFERENCES device (id),
    on_day TEXT NOT NULL,
    -- Of the tablet's class; nil where it could not be told.
    child BLOB NOT NULL,
    school BLOB NOT NULL REFERENCES school (id),
    class BLOB NOT NULL REFERENCES class (id),
    kept INTEGER NOT NULL,
    kept_bytes INTEGER NOT NULL,
    not_kept INTEGER NOT NULL,
    PRIMARY KEY (device, on_day, child)
) STRICT;
CREATE INDEX event_refused_count_class ON event_refused_count (class, child);
