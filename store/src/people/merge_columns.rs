//! Every column of the database that names a person, and what becomes of it when two records of one
//! child are made one. A test compares the list with the tables, so that none is forgotten.

use domain::people::MergeKind;

/// What becomes of a column that names a child when their record goes into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// The kept record takes it.
    Moves,
    /// The kept record takes it but where it has the same already: the condition says what is the
    /// same, of rows `t` and `k`. Such a row stays with the archived record.
    MovesUnless(&'static str),
    /// As `MovesUnless`; a row that would stay says nothing of its own and is deleted.
    Joins(&'static str),
    /// It goes where the row goes that it belongs to: see `merge`.
    Follows,
    /// It stays as it is: it tells what was, or who came in.
    Stays,
    /// It is made anew from the others.
    Anew,
    /// It only ever names adults.
    Adult,
}

use Treatment::{Adult, Anew, Follows, Joins, Moves, MovesUnless, Stays};

/// All of them: table, column, what becomes of it.
pub const COLUMNS: &[(&str, &str, Treatment)] = &[
    // The log's chain of hashes is over it.
    ("audit", "about", Stays),
    ("audit", "who", Stays),
    ("away", "child", MovesUnless("k.on_day = t.on_day")),
    ("beside", "child", Moves),
    ("beside", "teacher", Adult),
    ("beside_code", "made_by", Adult),
    ("celebration", "child", Moves),
    ("celebration", "who", Adult),
    (
        "check_in",
        "child",
        MovesUnless("k.on_day = t.on_day AND k.who = t.who"),
    ),
    ("check_in", "who", Adult),
    ("child_group", "made_by", Adult),
    ("competency_level", "child", Moves),
    ("competency_level", "who", Adult),
    ("daily", "child", Moves),
    ("enrol_code", "made_by", Adult),
    ("enrollment", "person", Joins("k.class = t.class")),
    ("event", "child", Moves),
    ("event_refused", "child", Moves),
    ("event_refused_count", "child", Follows),
    ("evidence", "child", Moves),
    ("evidence", "made_by", Moves),
    ("evidence_picture", "child", Moves),
    ("goal", "child", Moves),
    ("goal_change", "child", Moves),
    ("goal_change", "who", Moves),
    ("group_member", "child", MovesUnless("k.grp = t.grp")),
    ("guardian", "adult", Adult),
    ("guardian", "child", Joins("k.adult = t.adult")),
    ("help", "child", Moves),
    ("help", "coming_by", Adult),
    ("intervention", "child", Moves),
    ("intervention", "made_by", Adult),
    ("intervention_look", "who", Adult),
    ("invite", "person", Adult),
    ("known_browser", "person", Adult),
    ("next_aside", "teacher", Adult),
    ("next_tuning", "teacher", Adult),
    ("observation", "who", Adult),
    (
        "observation_child",
        "child",
        MovesUnless("k.observation = t.observation"),
    ),
    ("person", "merged_into", Moves),
    ("plan", "child", MovesUnless("k.term = t.term")),
    ("plan_change", "who", Moves),
    ("plan_section", "child", Follows),
    ("plan_section", "who", Moves),
    ("response", "child", MovesUnless("k.run = t.run")),
    ("school_template", "who", Adult),
    (
        "score",
        "child",
        MovesUnless(
            "k.batch = t.batch AND k.subject = t.subject AND k.test = t.test
             AND k.taken_on = t.taken_on",
        ),
    ),
    ("score_import", "undone_by", Adult),
    ("score_import", "who", Adult),
    ("seat", "child", Joins("k.class = t.class")),
    ("seat_move", "child", Moves),
    ("seat_move", "who", Adult),
    ("session", "person", Stays),
    ("signin_lock", "account", Stays),
    ("statement", "child", Follows),
    ("step", "child", Moves),
    ("survey_run", "started_by", Adult),
    ("tick", "child", Moves),
    ("tile", "child", Anew),
];

/// The rows that are counted for a person to read, by the column that names the child.
pub(super) const COUNTED: &[(MergeKind, &str, &str)] = &[
    (MergeKind::Classes, "enrollment", "person"),
    (MergeKind::Surveys, "response", "child"),
    (MergeKind::Plans, "plan", "child"),
    (MergeKind::Goals, "goal", "child"),
    (MergeKind::Ticks, "tick", "child"),
    (MergeKind::Evidence, "evidence", "child"),
    (MergeKind::Help, "help", "child"),
    (MergeKind::Observations, "observation_child", "child"),
    (MergeKind::Levels, "competency_level", "child"),
    (MergeKind::CheckIns, "check_in", "child"),
    (MergeKind::Scores, "score", "child"),
    (MergeKind::Groups, "group_member", "child"),
    (MergeKind::Interventions, "intervention", "child"),
    (MergeKind::Away, "away", "child"),
    (MergeKind::Guardians, "guardian", "child"),
];

/// What becomes of a column.
pub(super) fn treatment(table: &str, column: &str) -> Option<Treatment> {
    let found = COLUMNS.iter().find(|it| (it.0, it.1) == (table, column));
    found.map(|it| it.2)
}
