-- The other engine has a file of the same name; a test compares what both make.
-- Times are milliseconds since 1970 UTC; ids are UUIDv7; what has no school belongs to all.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE school (
    id BLOB PRIMARY KEY,
    source_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    audit_seq INTEGER NOT NULL DEFAULT 0,
    audit_hash BLOB
) STRICT;

CREATE TABLE term (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    source_id TEXT NOT NULL,
    title TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    UNIQUE (school, source_id)
) STRICT;

CREATE TABLE person (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    role TEXT NOT NULL CHECK (role IN ('child', 'teacher', 'leader', 'office', 'guardian')),
    source_id TEXT NOT NULL,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT TRUE,
    lang TEXT NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'es')),
    -- Adults: the name they sign in with, lower case, and the argon2id hash.
    username TEXT UNIQUE,
    password TEXT,
    -- Lower case; signs in whom no other adult shares it with.
    email TEXT,
    -- Children.
    grade INTEGER CHECK (grade BETWEEN 0 AND 12),
    picture TEXT,
    -- Three pictures, comma between; the teacher reads and prints them.
    secret TEXT,
    CHECK (role <> 'child' OR (grade IS NOT NULL AND picture IS NOT NULL AND secret IS NOT NULL)),
    CHECK (email IS NULL OR role IN ('teacher', 'leader', 'office')),
    UNIQUE (school, source_id)
) STRICT;
CREATE INDEX person_email ON person (email) WHERE email IS NOT NULL;

CREATE TABLE class (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    term BLOB REFERENCES term (id),
    source_id TEXT NOT NULL,
    title TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT TRUE,
    open INTEGER NOT NULL DEFAULT FALSE,
    -- Counts every change a board shows, without gaps; reload_seq is the last that was no tile's.
    seq INTEGER NOT NULL DEFAULT 0,
    reload_seq INTEGER NOT NULL DEFAULT 0,
    -- The newest survey run, whether open or not.
    run BLOB,
    -- Tablets enrolled so far, for their names.
    tablets INTEGER NOT NULL DEFAULT 0,
    UNIQUE (school, source_id)
) STRICT;
CREATE INDEX class_open ON class (id) WHERE open;

CREATE TABLE enrollment (
    class BLOB NOT NULL REFERENCES class (id),
    person BLOB NOT NULL REFERENCES person (id),
    school BLOB NOT NULL REFERENCES school (id),
    role TEXT NOT NULL CHECK (role IN ('child', 'teacher')),
    PRIMARY KEY (class, person)
) STRICT;
CREATE INDEX enrollment_person ON enrollment (person);

CREATE TABLE guardian (
    child BLOB NOT NULL REFERENCES person (id),
    adult BLOB NOT NULL REFERENCES person (id),
    school BLOB NOT NULL REFERENCES school (id),
    PRIMARY KEY (child, adult)
) STRICT;

CREATE TABLE device (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    class BLOB NOT NULL REFERENCES class (id),
    name TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    enrolled_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX device_class ON device (class);

CREATE TABLE enrol_code (
    code TEXT PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    class BLOB NOT NULL REFERENCES class (id),
    made_by BLOB NOT NULL REFERENCES person (id),
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    person BLOB NOT NULL REFERENCES person (id),
    -- Children sign in on a tablet of a class; adults anywhere.
    device BLOB REFERENCES device (id),
    class BLOB REFERENCES class (id),
    token_hash BLOB NOT NULL UNIQUE,
    started_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK ((device IS NULL) = (class IS NULL))
) STRICT;
CREATE INDEX session_person ON session (person) WHERE ended_at IS NULL;
CREATE INDEX session_device ON session (device) WHERE ended_at IS NULL;
CREATE INDEX session_class ON session (class) WHERE ended_at IS NULL;

CREATE TABLE signin_lock (
    -- A child's or an adult's id, or the hash of a typed name that is nobody's.
    account BLOB PRIMARY KEY,
    school BLOB REFERENCES school (id),
    wrong INTEGER NOT NULL,
    rests_until INTEGER,
    tried_at INTEGER NOT NULL
) STRICT;

CREATE TABLE invite (
    token_hash BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    person BLOB NOT NULL REFERENCES person (id),
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE TABLE survey_version (
    school BLOB NOT NULL REFERENCES school (id),
    survey TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (school, survey, version)
) STRICT;

CREATE TABLE survey_run (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    class BLOB NOT NULL REFERENCES class (id),
    survey TEXT NOT NULL,
    version INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    chosen TEXT NOT NULL,
    started_by BLOB NOT NULL REFERENCES person (id),
    opened_at INTEGER NOT NULL,
    closed_at INTEGER,
    FOREIGN KEY (school, survey, version) REFERENCES survey_version (school, survey, version)
) STRICT;
CREATE UNIQUE INDEX survey_run_open ON survey_run (class) WHERE closed_at IS NULL;

CREATE TABLE response (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    run BLOB NOT NULL REFERENCES survey_run (id),
    grade INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    UNIQUE (run, child)
) STRICT;
CREATE INDEX response_child ON response (child);

CREATE TABLE event (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    device BLOB NOT NULL REFERENCES device (id),
    session BLOB NOT NULL REFERENCES session (id),
    child BLOB NOT NULL REFERENCES person (id),
    seq INTEGER NOT NULL,
    -- By the tablet's clock, only ever shown.
    at INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX event_child ON event (child);

CREATE TABLE event_refused (
    -- SHA-256 of what came, so that the same comes to stand here once.
    digest BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    class BLOB NOT NULL REFERENCES class (id),
    device BLOB NOT NULL REFERENCES device (id),
    child BLOB REFERENCES person (id),
    event BLOB,
    why TEXT NOT NULL,
    -- A statement that may still come.
    waits_for BLOB,
    body TEXT NOT NULL,
    taken_at INTEGER NOT NULL
) STRICT;
CREATE INDEX event_refused_child ON event_refused (child);
CREATE INDEX event_refused_class ON event_refused (class);
CREATE INDEX event_refused_waits_for ON event_refused (waits_for) WHERE waits_for IS NOT NULL;

CREATE TABLE answer (
    response BLOB NOT NULL REFERENCES response (id),
    item TEXT NOT NULL,
    school BLOB NOT NULL REFERENCES school (id),
    -- The answer of the highest revision; of equal ones that of the higher event id.
    rev INTEGER NOT NULL,
    event BLOB NOT NULL REFERENCES event (id),
    given TEXT NOT NULL,
    done INTEGER NOT NULL,
    took_ms INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- The same among those the child had gone on from: where the statements come from.
    done_rev INTEGER,
    done_event BLOB REFERENCES event (id),
    PRIMARY KEY (response, item)
) STRICT;

CREATE TABLE statement (
    id BLOB PRIMARY KEY,
    school BLOB NOT NULL REFERENCES school (id),
    child BLOB NOT NULL REFERENCES person (id),
    response BLOB NOT NULL REFERENCES response (id),
    item TEXT NOT NULL,
    basket TEXT,
    card TEXT NOT NULL,
    facet TEXT NOT NULL,
    source TEXT NOT NULL,
    event BLOB NOT NULL REFERENCES event (id),
    -- The statement whose place this one took.
    replaces BLOB REFERENCES statement (id),
    at INTEGER NOT NULL,
    kept_at INTEGER,
    ended_at INTEGER
) STRICT;
CREATE INDEX statement_child ON statement (child);
CREATE INDEX statement_item ON statement (response, item);
CREATE INDEX statement_replaces ON statement (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE tile (
    class BLOB NOT NULL REFERENCES class (id),
    child BLOB NOT NULL REFERENCES person (id),
    school BLOB NOT NULL REFERENCES school (id),
    seq INTEGER NOT NULL,
    here INTEGER NOT NULL DEFAULT FALSE,
    locked INTEGER NOT NULL DEFAULT FALSE,
    rushed INTEGER NOT NULL DEFAULT FALSE,
    -- Items done of so many, in the class's newest run; none before the child has opened it.
    done INTEGER,
    total INTEGER,
    PRIMARY KEY (class, child)
) STRICT;
CREATE INDEX tile_seq ON tile (class, seq);

CREATE TABLE audit (
    school BLOB NOT NULL REFERENCES school (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- None: at the console, or a stranger.
    who BLOB,
    what TEXT NOT NULL,
    about BLOB,
    detail TEXT NOT NULL,
    -- SHA-256 of the row before and this one.
    hash BLOB NOT NULL,
    PRIMARY KEY (school, seq)
) STRICT;
