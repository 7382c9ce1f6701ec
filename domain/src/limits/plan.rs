//! Plans: goals, steps, daily goals, terms.

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
