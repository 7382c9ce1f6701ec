//! All limits and times of the product, by feature: lengths, counts, sizes and distances.
//!
//! A number that a person can notice is here, with its unit, and nowhere else. A number of the
//! engine (a queue's length, a connection's time) is beside the engine that uses it.

/// Signing in with pictures on a tablet, and what happens to a tablet left alone.
pub mod signin {

    /// Pictures of a picture password, in order, none twice: of twelve that makes 1,320 codes.
    pub const PICTURES_IN_SECRET: usize = 3;
    /// The wrong try that brings the first lock-out of a child.
    pub const WRONG_TRIES_TO_LOCK_OUT: u32 = 3;
    /// How long each lock-out of a child lasts, in seconds; after the last only the teacher opens.
    pub const LOCK_OUT_SECONDS: [i64; 3] = [10, 30, 60];
    /// Idle time after which a tablet goes back to the pictures, in seconds; the draft stays.
    pub const IDLE_SECONDS: u32 = 180;
    /// How long "Are you still there?" is asked before the child is signed out, in milliseconds.
    pub const IDLE_QUESTION_MS: u64 = 20_000;
    /// How often the wall of pictures asks the school who is signed in, in milliseconds.
    pub const WALL_REFRESH_MS: u32 = 4_000;
}

/// Children as the school's office keeps them.
pub mod people {
    use chrono::TimeDelta;

    /// Longest given name or family name of a child, in characters.
    pub const NAME_MOST_CHARS: usize = 80;
    /// Longest student ID, in characters.
    pub const ID_MOST_CHARS: usize = 40;
    /// The highest grade.
    pub const LAST_GRADE: u8 = 12;
    /// How long ago a child may have changed classes for it to be written down.
    pub const MOVED_AT_MOST_AGO: TimeDelta = TimeDelta::days(31);
    /// How far ahead a child's change of classes may be planned.
    pub const MOVES_AT_MOST_AHEAD: TimeDelta = TimeDelta::days(120);
}

/// Adults' accounts: passwords, lock-outs, sessions.
pub mod account {
    use chrono::TimeDelta;

    /// Longest given name, family name or user name of an adult, in characters.
    pub const NAME_MOST_CHARS: usize = 80;
    /// Shortest password an adult may choose, in characters.
    pub const PASSWORD_LEAST_CHARS: usize = 10;
    /// Longest password, in bytes.
    pub const PASSWORD_MOST_BYTES: usize = 256;
    /// The wrong try from one network, or in one known browser, that brings an account its first
    /// lock-out there.
    pub const WRONG_TRIES_TO_LOCK_OUT: u32 = 5;
    /// How long each lock-out there lasts, in seconds; the last one again and again.
    pub const LOCK_OUT_SECONDS: [i64; 5] = [10, 30, 60, 300, 900];
    /// The wrong try from anywhere that brings an account its first lock-out everywhere. Browsers in
    /// which the adult has signed in before are not counted and not locked out.
    pub const WRONG_TRIES_TO_LOCK_OUT_EVERYWHERE: u32 = 100;
    /// How long each lock-out everywhere lasts, in seconds; the last one again and again.
    pub const LOCK_OUT_EVERYWHERE_SECONDS: [i64; 3] = [60, 300, 900];
    /// Wrong passwords count from nothing again after so long without one.
    pub const WRONG_TRIES_FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(1);
    /// Most browsers in which an adult is known; the one not used for longest is forgotten first.
    pub const MOST_KNOWN_BROWSERS: i64 = 10;
    /// A browser in which the adult has not signed in for so long is a stranger again.
    pub const BROWSER_KNOWN_FOR: TimeDelta = TimeDelta::days(180);
    /// How long an invitation may be answered.
    pub const INVITE_LASTS: TimeDelta = TimeDelta::days(7);
    /// An adult's session that is not used for so long has ended.
    pub const SESSION_IDLE: TimeDelta = TimeDelta::hours(3);
    /// Every session, an adult's and a child's, ends so long after it began.
    pub const SESSION_LASTS: TimeDelta = TimeDelta::hours(12);
}

/// The audit log.
pub mod audit {
    /// Most rows that are shown at once: the newest.
    pub const MOST_ROWS: i64 = 1_000;
}

/// The server's clock.
pub mod clock {
    use chrono::TimeDelta;

    /// What lasts longer from now on than it can, by more than this, was begun while the clock ran
    /// ahead: it is good no more.
    pub const MAY_GO_BACK: TimeDelta = TimeDelta::hours(1);
}

/// Tablets: how they are enrolled, and when the school counts them as there.
pub mod device {
    use chrono::TimeDelta;

    /// How long an enrolment code may be typed in.
    pub const CODE_LASTS: TimeDelta = TimeDelta::minutes(10);
    /// Digits of an enrolment code.
    pub const CODE_DIGITS: usize = 6;
    /// A tablet that has said nothing for so long is quiet: each says something every minute.
    pub const QUIET_AFTER: TimeDelta = TimeDelta::minutes(2);
}

/// What a child does, on its way from the tablet to the school.
pub mod sync {
    use chrono::TimeDelta;

    /// Most events a tablet sends at once.
    pub const MOST_EVENTS_IN_BATCH: usize = 100;
    /// Longest event the school takes, in bytes of its text.
    pub const MOST_EVENT_BYTES: usize = 16 * 1024;
    /// Most refused events of a tablet that the school keeps on a day; further ones are only counted.
    pub const MOST_REFUSED_KEPT_A_DAY: i64 = 1_000;
    /// Most bytes of them.
    pub const MOST_REFUSED_BYTES_A_DAY: i64 = 2 * 1024 * 1024;
    /// How long a tablet keeps an event after the school has answered for it, for the day on which
    /// the school is restored from a backup.
    pub const SENT_EVENT_KEPT_FOR: TimeDelta = TimeDelta::hours(24);
    /// Most such events on a tablet; the oldest go first.
    pub const MOST_SENT_EVENTS_KEPT: usize = 500;
    /// How often a tablet that has nothing to send asks whether the school was restored, and so
    /// says that it is there ([`super::device::QUIET_AFTER`]), in milliseconds.
    pub const ASK_WHEN_EMPTY_MS: u64 = 60_000;
    /// The first wait after a failure, in milliseconds; each further one is twice as long.
    pub const FIRST_RETRY_MS: u64 = 1_000;
    /// The longest wait after a failure, in milliseconds.
    pub const LONGEST_RETRY_MS: u64 = 60_000;
    /// A batch without an answer for so long counts as failed, in milliseconds.
    pub const BATCH_FAILS_AFTER_MS: u64 = 30_000;
    /// How long after a restore tablets may bring what the backup lacks.
    pub const RESTORED_TAKES_LOST_STAYS_FOR: TimeDelta = TimeDelta::days(30);
}

/// A teacher's board: how it follows its class. All in milliseconds of the browser's clock.
pub mod board {

    /// The server beats every 4 s; after so long without, the board asks for itself.
    pub const ASK_AFTER_MS: f64 = 6_000.0;
    /// What was asked and not answered is asked again.
    pub const ASK_AGAIN_AFTER_MS: f64 = 5_000.0;
    /// Least time between an answer that lacks something and the next question.
    pub const ASK_SOONEST_AFTER_MS: f64 = 300.0;
    /// A stream that is silent for so long is opened anew: it may be cut off without a word. Twice
    /// as long each time that does not help, since something in between may hold every stream back.
    pub const REOPEN_AFTER_MS: f64 = 10_000.0;
    /// The longest such wait.
    pub const REOPEN_LONGEST_AFTER_MS: f64 = 60_000.0;
    /// After so long the board says that it is stale: within ten seconds, looked at once a second.
    pub const STALE_AFTER_MS: f64 = 8_500.0;
    /// How long a tile shows that it has just moved.
    pub const TILE_MOVED_MS: u32 = 1_200;
    /// How often the board asks which tablets are quiet ([`super::device::QUIET_AFTER`]).
    pub const ASK_QUIET_MS: u32 = 30_000;
}

/// The seats of a room.
pub mod seat {

    /// Most rows of a room.
    pub const MOST_ROWS: u8 = 8;
    /// Most places of a row.
    pub const MOST_COLUMNS: u8 = 8;
    /// Places of a row, as long as nobody has arranged them.
    pub const FIRST_COLUMNS: u8 = 6;
}

/// Dragging by a finger or a mouse, the same wherever something is dragged. All in CSS pixels.
pub mod drag {

    /// How far a finger moves before it drags; nearer it is a tap.
    pub const BEGINS_AFTER_PX: f64 = 9.0;
    /// How near a place a card of the survey may be let go: one centimetre.
    pub const CARD_SNAPS_WITHIN_PX: f64 = 38.0;
    /// How near the line a picture that signs may be let go.
    pub const SIGNATURE_SNAPS_WITHIN_PX: f64 = 60.0;
}

/// The survey.
pub mod survey {

    /// Most items before the child is asked whether to rest.
    pub const ITEMS_BEFORE_REST: usize = 8;
    /// An answer given faster than this was hardly heard, in milliseconds.
    pub const RUSHED_BELOW_MS: u32 = 1_500;
    /// The last grade that answers surveys; the first is 1.
    pub const LAST_GRADE: u8 = 3;
    /// Most cards on the table at once.
    pub const MOST_CARDS: usize = 5;
    /// Most words of a sentence that is spoken, of the survey and of the book of goals.
    pub const MOST_WORDS_SPOKEN: usize = 12;
    /// How long the pictures of the memory game are shown, in milliseconds; the style's bar drains
    /// as long.
    pub const RECALL_SHOWN_MS: u32 = 10_000;
    /// Most pictures in one panel of the poster.
    pub const MOST_IN_PANEL: usize = 3;
}

/// Plans: goals, steps, daily goals, terms.
pub mod plan {
    use chrono::TimeDelta;

    /// Most goals of a plan that live at once.
    pub const MOST_GOALS: usize = 3;
    /// Most cards of a day.
    pub const MOST_TODAY: usize = 4;
    /// Most steps of a goal.
    pub const MOST_STEPS: usize = 8;
    /// Most daily goals of a goal.
    pub const MOST_DAILIES: usize = 4;
    /// Longest title of a goal or step, in characters.
    pub const GOAL_TITLE_CHARS: usize = 120;
    /// Longest title of a daily goal, in characters.
    pub const DAILY_TITLE_CHARS: usize = 80;
    /// Longest reason for a goal, in characters.
    pub const WHY_CHARS: usize = 300;
    /// Longest unit of a measure, in characters.
    pub const UNIT_CHARS: usize = 30;
    /// Longest dream in own words, in characters.
    pub const DREAM_CHARS: usize = 200;
    /// Most proposals of a plan that wait for an answer.
    pub const MOST_WAITING_PROPOSALS: i64 = 20;
    /// Most children a goal is given to at once.
    pub const MOST_CHILDREN_GIVEN: usize = 200;
    /// Most changes of a plan that its history shows: a term of three goals has some dozens.
    pub const MOST_CHANGES_SHOWN: i64 = 1_000;
    /// Most terms that are set at once: a few years of them.
    pub const MOST_TERMS: usize = 24;
    /// Longest name of a term, in characters.
    pub const TERM_TITLE_CHARS: usize = 80;
    /// Longest school year that is cut into terms, in days.
    pub const LONGEST_YEAR_DAYS: i64 = 366;
    /// Longest name of a day off, in characters.
    pub const DAY_OFF_TITLE_CHARS: usize = 80;
    /// Longest range of days off, in days: a summer.
    pub const LONGEST_DAYS_OFF: i64 = 120;
    /// Most lines of a list of days off.
    pub const MOST_DAYS_OFF_LINES: usize = 400;
    /// How long without the school a tablet's clock may run on and still say what day it is there.
    pub const OFFLINE_DAY_BELIEVED_FOR: TimeDelta = TimeDelta::days(16);
    /// Most children of one table of a class's week.
    pub const WEEK_TABLE_CHILDREN: usize = 10;
}

/// Templates of plans, and what is written into their sections.
pub mod template {

    /// Longest title of a template or section, in characters.
    pub const TITLE_CHARS: usize = 60;
    /// Longest sentence about a template, or for who writes, in characters.
    pub const HINT_CHARS: usize = 200;
    /// Longest text of a section, in characters.
    pub const TEXT_CHARS: usize = 2_000;
    /// Longest name of somebody a plan names, in characters.
    pub const PERSON_NAME_CHARS: usize = 80;
    /// Most people of a section.
    pub const MOST_PEOPLE: usize = 12;
    /// Most pictures a child chooses for a section.
    pub const MOST_CHOSEN: usize = 3;
    /// Most statements of a facet in a plan: a plan is read at a glance, the profile has them all.
    pub const MOST_STATEMENTS_SHOWN: usize = 6;
}

/// A teacher beside a child, on the child's tablet.
pub mod together {
    use chrono::TimeDelta;

    /// How long a code is good for sitting down beside a child.
    pub const CODE_LASTS: TimeDelta = TimeDelta::minutes(10);
    /// How long an adult may be beside a child on one code.
    pub const BESIDE_LASTS: TimeDelta = TimeDelta::minutes(20);
    /// After so many wrong codes on a class's tablets its codes are gone.
    pub const MOST_WRONG_CODES: i64 = 5;
    /// Most first steps that are asked for beside the child; the plan's page takes more.
    pub const MOST_FIRST_STEPS: usize = 2;
}

/// A child's wish for help.
pub mod help {
    use chrono::TimeDelta;

    /// Most tries that go with a wish.
    pub const MOST_TRIED: usize = 5;
    /// A tablet's clock that is further off than a school day says nothing of when a wish was made.
    pub const TABLET_CLOCK_BELIEVED_FOR: TimeDelta = TimeDelta::hours(12);
}

/// What shows how a goal goes.
pub mod evidence {

    /// Most pieces of a goal.
    pub const MOST_PIECES: i64 = 24;
    /// Most bytes of a picture; the tablet makes it smaller before it keeps it.
    pub const MOST_PICTURE_BYTES: usize = 200 * 1024;
    /// Longest sentence of an adult, in characters.
    pub const SENTENCE_CHARS: usize = 300;
    /// How a photo is made small enough: the longer side in pixels and the quality of the JPEG, the
    /// next where the one before is still larger than [`MOST_PICTURE_BYTES`].
    pub const PHOTO_TRIES: [(f64, f64); 4] =
        [(1_200.0, 0.82), (1_000.0, 0.7), (800.0, 0.6), (600.0, 0.5)];
    /// Width of a drawing, in pixels.
    pub const DRAWING_WIDTH_PX: f64 = 800.0;
    /// Height of a drawing, in pixels.
    pub const DRAWING_HEIGHT_PX: f64 = 520.0;
    /// Width of the brush, in pixels of the drawing.
    pub const BRUSH_PX: f64 = 12.0;
    /// Quality of a drawing's JPEG, from 0 to 1.
    pub const DRAWING_QUALITY: f64 = 0.85;
}

/// Observations.
pub mod observation {
    use chrono::TimeDelta;

    /// Longest sentence, in characters.
    pub const SENTENCE_CHARS: usize = 280;
    /// Most children of one observation: more than a class has.
    pub const MOST_CHILDREN: usize = 60;
    /// How long its writer may undo it for all its children at once.
    pub const UNDO_FOR: TimeDelta = TimeDelta::minutes(10);
    /// How long the board offers to undo it, in milliseconds; longer under a finger.
    pub const UNDO_SHOWN_MS: u32 = 10_000;
}

/// Competencies, levels, and frameworks out of a file.
pub mod competency {

    /// Largest file of a framework, in bytes.
    pub const MOST_FILE_BYTES: usize = 16_000_000;
    /// Most bytes of a file that the office's page takes; larger files go through the command line.
    pub const MOST_PAGE_FILE_BYTES: f64 = 200_000.0;
    /// Most parts of a framework.
    pub const MOST_PARTS: usize = 20_000;
    /// Longest code, in characters.
    pub const CODE_CHARS: usize = 120;
    /// Longest statement, in characters.
    pub const STATEMENT_CHARS: usize = 2_000;
    /// Longest title of a heading, in characters; what is longer is cut.
    pub const HEADING_CHARS: usize = 120;
    /// Longest name of a framework, in characters.
    pub const FRAMEWORK_NAME_CHARS: usize = 120;
    /// Longest sentence in a child's words, in characters: it becomes a goal's title and is spoken.
    pub const CHILD_WORDS_CHARS: usize = 120;
    /// Longest sentence that says what was seen, in characters.
    pub const NOTE_CHARS: usize = 300;
    /// Most problems of a file that are kept word for word.
    pub const MOST_PROBLEMS_KEPT: usize = 200;
    /// Most changes of an import that the office's page writes out.
    pub const MOST_CHANGES_SHOWN: usize = 100;
}

/// Assessment scores out of a file.
pub mod assessment {

    /// Most bytes of a file that the page takes; larger ones go through the command line.
    pub const MOST_PAGE_FILE_BYTES: usize = 2 * 1024 * 1024;
    /// Most rows of a file that the page takes.
    pub const MOST_PAGE_ROWS: usize = 20_000;
    /// Most rows of a file at the command line.
    pub const MOST_ROWS: usize = 100_000;
    /// Longest name of a test, a subject or a part, in characters.
    pub const NAME_CHARS: usize = 120;
    /// Longest name of a file that is kept, in characters.
    pub const FILE_NAME_CHARS: usize = 200;
    /// Longest id of a child, in characters.
    pub const CHILD_ID_CHARS: usize = 255;
    /// A date of an earlier year is a slip: there were no such files.
    pub const FIRST_YEAR: i32 = 2000;
    /// Most rows of a kind that a preview shows; the counts say how many there are.
    pub const MOST_PREVIEW_ROWS: usize = 300;
    /// Rows of the file itself that a preview shows.
    pub const SAMPLE_ROWS: usize = 3;
    /// Most imports on the list.
    pub const MOST_IMPORTS_SHOWN: i64 = 100;
}

/// What imports of any kind say of a file.
pub mod import {

    /// Most characters of a cell that a message repeats.
    pub const CELL_SHOWN_CHARS: usize = 60;
}

/// A school's roster out of its files.
pub mod roster {

    /// Longest name or title, in characters.
    pub const TEXT_CHARS: usize = 200;
    /// Longest id or username, in characters.
    pub const ID_CHARS: usize = 255;
    /// Longest e-mail address, in bytes: mail to a longer one can't be sent.
    pub const EMAIL_BYTES: usize = 254;
    /// So many children may always leave a school by an import.
    pub const ALWAYS_MAY_LEAVE: usize = 10;
    /// Of more than these, at most so many of 100: an import that archives more than half of the
    /// children stops, unless it is told that many may leave.
    pub const MAY_LEAVE_PERCENT: usize = 50;
    /// Most problems of one kind that are kept word for word; the rest are only counted.
    pub const MOST_PROBLEMS_KEPT: usize = 50;
}

/// Groups of children.
pub mod group {

    /// Longest name, in characters.
    pub const NAME_CHARS: usize = 80;
    /// Longest lesson note or closing sentence, in characters.
    pub const NOTE_CHARS: usize = 300;
    /// So long a group lasts at most, in days, unless somebody says that it shall last longer.
    pub const LONGEST_DAYS: i64 = 21;
    /// Most children of a group that is suggested.
    pub const MOST_SUGGESTED_CHILDREN: usize = 5;
    /// How many of a term's last groups are looked at for children who are always together.
    pub const NOTICE_LAST_GROUPS: usize = 12;
    /// Most groups of a class that are shown.
    pub const MOST_SHOWN: i64 = 200;
}

/// Interventions.
pub mod intervention {

    /// Longest sentence, in characters.
    pub const SENTENCE_CHARS: usize = 300;
    /// Longest name of who does it, in characters.
    pub const BY_CHARS: usize = 80;
    /// In so many days somebody looks, if nothing else is said.
    pub const FOLLOW_UP_DAYS: i64 = 14;
}

/// What a teacher may do next.
pub mod next {
    use chrono::TimeDelta;
    use std::ops::RangeInclusive;

    /// Most that is shown at once.
    pub const MOST_SHOWN: usize = 4;
    /// A goal that was reached longer ago is no news.
    pub const CELEBRATED_WITHIN: TimeDelta = TimeDelta::days(14);
    /// From how many minutes of waiting on a teacher may want to hear of a wish for help.
    pub const WAIT_MINUTES: RangeInclusive<u16> = 0..=30;
    /// After how many days without a check-in a teacher may want to hear of it.
    pub const CHECK_IN_DAYS: RangeInclusive<u16> = 2..=60;
    /// From how many children on with the same gap a teacher may want to hear of it.
    pub const ALIKE_CHILDREN: RangeInclusive<u16> = 2..=12;
    /// Longest key, in bytes.
    pub const KEY_CHARS: usize = 120;
    /// What a teacher put aside comes back after so long.
    pub const ASIDE_REMEMBERED_FOR: TimeDelta = TimeDelta::days(180);
    /// A wish that was put aside: nobody waits from one day to the next.
    pub const WISH_ASIDE_REMEMBERED_FOR: TimeDelta = TimeDelta::days(1);
    /// Most check-ins and celebrations of a child that are shown, the newest.
    pub const MOST_NOTES_SHOWN: i64 = 20;
}

/// The school's own pages.
pub mod school {

    /// A class of fewer children tells no counts: they would say who.
    pub const FEWEST_COUNTED: u32 = 5;
}
