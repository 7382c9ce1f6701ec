-- The other engine has a file of the same name; a test compares what both make.
-- Times are milliseconds since 1970 UTC; ids are UUIDv7; what has no school belongs to all.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE school (
    id UUID PRIMARY KEY,
    source_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    audit_seq BIGINT NOT NULL DEFAULT 0,
    audit_hash BYTEA
);

CREATE TABLE term (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    source_id TEXT NOT NULL,
    title TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    UNIQUE (school, source_id)
);

CREATE TABLE person (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    role TEXT NOT NULL CHECK (role IN ('child', 'teacher', 'leader', 'office', 'guardian')),
    source_id TEXT NOT NULL,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    lang TEXT NOT NULL DEFAULT 'en' CHECK (lang IN ('en', 'es')),
    -- Adults: the name they sign in with, lower case, and the argon2id hash.
    username TEXT UNIQUE,
    password TEXT,
    -- Lower case; signs in whom no other adult shares it with.
    email TEXT,
    -- Children.
    grade BIGINT CHECK (grade BETWEEN 0 AND 12),
    picture TEXT,
    -- Three pictures, comma between; the teacher reads and prints them.
    secret TEXT,
    CHECK (role <> 'child' OR (grade IS NOT NULL AND picture IS NOT NULL AND secret IS NOT NULL)),
    CHECK (email IS NULL OR role IN ('teacher', 'leader', 'office')),
    UNIQUE (school, source_id)
);
CREATE INDEX person_email ON person (email) WHERE email IS NOT NULL;

CREATE TABLE class (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    term UUID REFERENCES term (id),
    source_id TEXT NOT NULL,
    title TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    open BOOLEAN NOT NULL DEFAULT FALSE,
    -- Counts every change a board shows, without gaps; reload_seq is the last that was no tile's.
    seq BIGINT NOT NULL DEFAULT 0,
    reload_seq BIGINT NOT NULL DEFAULT 0,
    -- The newest survey run, whether open or not.
    run UUID,
    -- Tablets enrolled so far, for their names.
    tablets BIGINT NOT NULL DEFAULT 0,
    UNIQUE (school, source_id)
);
CREATE INDEX class_open ON class (id) WHERE open;

CREATE TABLE enrollment (
    class UUID NOT NULL REFERENCES class (id),
    person UUID NOT NULL REFERENCES person (id),
    school UUID NOT NULL REFERENCES school (id),
    role TEXT NOT NULL CHECK (role IN ('child', 'teacher')),
    PRIMARY KEY (class, person)
);
CREATE INDEX enrollment_person ON enrollment (person);

CREATE TABLE guardian (
    child UUID NOT NULL REFERENCES person (id),
    adult UUID NOT NULL REFERENCES person (id),
    school UUID NOT NULL REFERENCES school (id),
    PRIMARY KEY (child, adult)
);

CREATE TABLE device (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    class UUID NOT NULL REFERENCES class (id),
    name TEXT NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    enrolled_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX device_class ON device (class);

CREATE TABLE enrol_code (
    code TEXT PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    class UUID NOT NULL REFERENCES class (id),
    made_by UUID NOT NULL REFERENCES person (id),
    expires_at BIGINT NOT NULL
);

CREATE TABLE session (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    person UUID NOT NULL REFERENCES person (id),
    -- Children sign in on a tablet of a class; adults anywhere.
    device UUID REFERENCES device (id),
    class UUID REFERENCES class (id),
    token_hash BYTEA NOT NULL UNIQUE,
    started_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    CHECK ((device IS NULL) = (class IS NULL))
);
CREATE INDEX session_person ON session (person) WHERE ended_at IS NULL;
CREATE INDEX session_device ON session (device) WHERE ended_at IS NULL;
CREATE INDEX session_class ON session (class) WHERE ended_at IS NULL;

CREATE TABLE signin_lock (
    -- A child's or an adult's id, or the hash of a typed name that is nobody's.
    account BYTEA PRIMARY KEY,
    school UUID REFERENCES school (id),
    wrong BIGINT NOT NULL,
    rests_until BIGINT,
    tried_at BIGINT NOT NULL
);

CREATE TABLE invite (
    token_hash BYTEA PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    person UUID NOT NULL REFERENCES person (id),
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE TABLE survey_version (
    school UUID NOT NULL REFERENCES school (id),
    survey TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (school, survey, version)
);

CREATE TABLE survey_run (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    class UUID NOT NULL REFERENCES class (id),
    survey TEXT NOT NULL,
    version BIGINT NOT NULL,
    whole BOOLEAN NOT NULL,
    chosen TEXT NOT NULL,
    started_by UUID NOT NULL REFERENCES person (id),
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    FOREIGN KEY (school, survey, version) REFERENCES survey_version (school, survey, version)
);
CREATE UNIQUE INDEX survey_run_open ON survey_run (class) WHERE closed_at IS NULL;

CREATE TABLE response (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    run UUID NOT NULL REFERENCES survey_run (id),
    grade BIGINT NOT NULL,
    seed BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    UNIQUE (run, child)
);
CREATE INDEX response_child ON response (child);

CREATE TABLE event (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    device UUID NOT NULL REFERENCES device (id),
    session UUID NOT NULL REFERENCES session (id),
    child UUID NOT NULL REFERENCES person (id),
    seq BIGINT NOT NULL,
    -- By the tablet's clock, only ever shown.
    at BIGINT NOT NULL,
    taken_at BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX event_child ON event (child);

CREATE TABLE event_refused (
    -- SHA-256 of what came, so that the same comes to stand here once.
    digest BYTEA PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    class UUID NOT NULL REFERENCES class (id),
    device UUID NOT NULL REFERENCES device (id),
    child UUID REFERENCES person (id),
    event UUID,
    why TEXT NOT NULL,
    -- A statement that may still come.
    waits_for UUID,
    body TEXT NOT NULL,
    taken_at BIGINT NOT NULL
);
CREATE INDEX event_refused_child ON event_refused (child);
CREATE INDEX event_refused_class ON event_refused (class);
CREATE INDEX event_refused_waits_for ON event_refused (waits_for) WHERE waits_for IS NOT NULL;

CREATE TABLE answer (
    response UUID NOT NULL REFERENCES response (id),
    item TEXT NOT NULL,
    school UUID NOT NULL REFERENCES school (id),
    -- The answer of the highest revision; of equal ones that of the higher event id.
    rev BIGINT NOT NULL,
    event UUID NOT NULL REFERENCES event (id),
    given TEXT NOT NULL,
    done BOOLEAN NOT NULL,
    took_ms BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- The same among those the child had gone on from: where the statements come from.
    done_rev BIGINT,
    done_event UUID REFERENCES event (id),
    PRIMARY KEY (response, item)
);

CREATE TABLE statement (
    id UUID PRIMARY KEY,
    school UUID NOT NULL REFERENCES school (id),
    child UUID NOT NULL REFERENCES person (id),
    response UUID NOT NULL REFERENCES response (id),
    item TEXT NOT NULL,
    basket TEXT,
    card TEXT NOT NULL,
    facet TEXT NOT NULL,
    source TEXT NOT NULL,
    event UUID NOT NULL REFERENCES event (id),
    -- The statement whose place this one took.
    replaces UUID REFERENCES statement (id),
    at BIGINT NOT NULL,
    kept_at BIGINT,
    ended_at BIGINT
);
CREATE INDEX statement_child ON statement (child);
CREATE INDEX statement_item ON statement (response, item);
CREATE INDEX statement_replaces ON statement (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE tile (
    class UUID NOT NULL REFERENCES class (id),
    child UUID NOT NULL REFERENCES person (id),
    school UUID NOT NULL REFERENCES school (id),
    seq BIGINT NOT NULL,
    here BOOLEAN NOT NULL DEFAULT FALSE,
    locked BOOLEAN NOT NULL DEFAULT FALSE,
    rushed BOOLEAN NOT NULL DEFAULT FALSE,
    -- Items done of so many, in the class's newest run; none before the child has opened it.
    done BIGINT,
    total BIGINT,
    PRIMARY KEY (class, child)
);
CREATE INDEX tile_seq ON tile (class, seq);

CREATE TABLE audit (
    school UUID NOT NULL REFERENCES school (id),
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- None: at the console, or a stranger.
    who UUID,
    what TEXT NOT NULL,
    about UUID,
    detail TEXT NOT NULL,
    -- SHA-256 of the row before and this one.
    hash BYTEA NOT NULL,
    PRIMARY KEY (school, seq)
);
