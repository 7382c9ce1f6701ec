-- Wrong passwords in a row: of an account in one network, in one known browser, and everywhere else.
CREATE TABLE adult_lock (
    -- SHA-256 of what is counted; names that are nobody's share some thousands.
    scope BLOB PRIMARY KEY,
    wrong INTEGER NOT NULL,
    rests_until INTEGER,
    tried_at INTEGER NOT NULL
) STRICT;
CREATE INDEX adult_lock_tried ON adult_lock (tried_at);

-- From now on only children's.
DELETE FROM signin_lock WHERE school IS NULL;

-- Browsers in which an adult has signed in before: no lock of strangers keeps them out.
CREATE TABLE known_browser (
    token_hash BLOB NOT NULL,
    person BLOB NOT NULL REFERENCES person (id),
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (token_hash, person)
) STRICT;
CREATE INDEX known_browser_person ON known_browser (person);
