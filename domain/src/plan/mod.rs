//! A child's plan of a term: the dream, at most three living goals, their steps and daily goals,
//! and the ticks that say what was done. No streaks, no score, nothing that turns red.

mod area;
mod book;
mod cadence;
mod calendar;
mod clash;
mod class_week;
mod day;
mod days_off;
mod draft;
mod glance;
mod pace;
mod parse;
pub mod template;
mod terms;
mod tick;
mod today;
mod together;
mod wire;
mod words;

pub use book::{AreaCard, Book, Chosen, Entry, Suggestion, WhyCard, check};
pub use cadence::Cadence;
pub use calendar::Calendar;
pub use clash::{Clash, Said, clashes};
pub use class_week::{ClassWeek, Feelings, WeekCell, WeekOf, WeekRow};
pub use day::SchoolDay;
pub use days_off::{OffLine, OffRange, ranges, read_days_off};
pub use draft::{DailyDraft, Draft, StepDraft};
pub use glance::{Standings, Week, weeks};
pub use pace::{Pace, Standing, Stone, pace};
pub use parse::Problem;
pub use terms::{MOST_TERMS, TermDraft, check_terms, propose};
pub use tick::{Felt, Tick, TickState, Ticks, Weight};
pub use today::{AtIt, DayCard, Ticked, TodayCard, ticked, today, week};
pub use together::{BESIDE_LASTS, Beside, CODE_LASTS, MOST_WRONG, TeacherPart};
pub use wire::{
    Answered, Aside, Change, ChildPlan, ClassPage, ClassPlans, DayOff, Given, GoalLine, Grow,
    HomePlan, MyPlan, PlanCard, PlanChange, PlanHistory, PlanPage, PlanRow, Updated, What,
};
pub use words::{Piece, pieces};

use crate::{
    Lang, Words,
    ids::{CompetencyId, DailyId, GoalId, PlanId, StatementId, StepId, TermId},
};
use chrono::{Datelike as _, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// Most goals of a plan that live at once.
pub const MOST_GOALS: usize = 3;
/// Most cards of a day.
pub const MOST_TODAY: usize = 4;

/// What a goal is about; all are equal citizens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    Reading,
    Writing,
    Maths,
    /// Feelings, friends, courage.
    Heart,
    /// Something of my own.
    Own,
}

impl Area {
    pub const ALL: [Self; 5] = [
        Self::Reading,
        Self::Writing,
        Self::Maths,
        Self::Heart,
        Self::Own,
    ];
}

/// Words of a plan: the book's, known in both languages and recorded, or somebody's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    Book(Words),
    Own(String),
}

impl Text {
    /// To be read in a language; own words stay in the one they were written in.
    pub fn get(&self, lang: Lang) -> &str {
        match self {
            Self::Book(words) => words.get(lang),
            Self::Own(text) => text,
        }
    }

    /// Path of the recording; none of own words.
    pub fn voice(&self, lang: Lang) -> Option<String> {
        match self {
            Self::Book(words) => Some(crate::voice::path(lang, words.get(lang))),
            Self::Own(_) => None,
        }
    }
}

/// A term, as a plan names it; both days belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCard {
    pub id: TermId,
    pub title: String,
    pub begins: NaiveDate,
    pub ends: NaiveDate,
}

impl TermCard {
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.begins <= date && date <= self.ends
    }
}

/// A set of weekdays; on the wire `["mon", "wed"]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<&'static str>")]
pub struct Weekdays(u8);

const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
];

impl Weekdays {
    /// Monday to Friday.
    pub const SCHOOL: Self = Self(0b001_1111);

    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Self {
        let mut all = Self::default();
        for day in days {
            all.set(day, true);
        }
        all
    }

    pub fn set(&mut self, day: Weekday, on: bool) {
        let bit = 1 << day.num_days_from_monday();
        self.0 = if on { self.0 | bit } else { self.0 & !bit };
    }

    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many days of a week.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// From Monday on.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        let days = DAYS.iter().map(|(day, _)| *day);
        days.filter(move |day| self.contains(*day))
    }
}

impl TryFrom<Vec<String>> for Weekdays {
    type Error = String;

    fn try_from(names: Vec<String>) -> Result<Self, String> {
        let mut all = Self::default();
        for name in names {
            let day = DAYS.iter().find(|(_, it)| *it == name);
            let (day, _) = day.ok_or_else(|| format!("no weekday “{name}”"))?;
            all.set(*day, true);
        }
        Ok(all)
    }
}

impl From<Weekdays> for Vec<&'static str> {
    fn from(days: Weekdays) -> Self {
        let named = DAYS.iter().filter(|(day, _)| days.contains(*day));
        named.map(|(_, name)| *name).collect()
    }
}

/// Where a daily goal is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    School,
    Home,
}

/// What is to be done on some days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Daily {
    pub id: DailyId,
    pub picture: String,
    pub title: Text,
    pub days: Weekdays,
    #[serde(default, skip_serializing_if = "Cadence::is_each_day")]
    pub cadence: Cadence,
    pub place: Place,
    /// The first day it is asked for: nobody is behind with what was not there yet.
    pub since: NaiveDate,
    /// The last one, if it was taken out: what was done keeps counting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Daily {
    /// Whether it is asked for on this day, as far as the daily goal itself says.
    pub fn is_on(&self, date: NaiveDate) -> bool {
        self.since <= date
            && self.until.is_none_or(|until| date <= until)
            && self.days.contains(date.weekday())
    }
}

/// One step towards a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub id: StepId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    pub title: String,
    pub done: bool,
    /// Of the newest state; the child's next has one more.
    pub rev: u32,
}

/// How far something countable is: 12 words read, from 5 to 20.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    pub unit: String,
    pub start: i32,
    pub target: i32,
    pub now: i32,
}

/// What became of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoalState {
    /// By the child; the teacher has not answered.
    Proposed,
    Living,
    Reached,
    /// Laid aside.
    Ended,
}

/// A ready-made goal of a version of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRef {
    pub book: u32,
    pub entry: String,
}

/// A goal of a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub id: GoalId,
    pub area: Area,
    /// Of `public/picture/`, without ".svg".
    pub picture: String,
    pub title: Text,
    /// In the child's words; may be empty.
    pub why: String,
    /// The picture the child chose their why by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_picture: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    pub steps: Vec<Step>,
    /// Those taken out too, with `until`.
    pub daily: Vec<Daily>,
    pub state: GoalState,
    /// Proposed, and the teacher wants to talk about it first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub talk: bool,
    pub signed_child: bool,
    pub signed_teacher: bool,
    /// One more with each change by an adult.
    pub rev: u32,
    /// Where it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryRef>,
    /// What the child can do when it is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competency: Option<CompetencyId>,
    /// The same goal in the term before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<GoalId>,
}

impl Goal {
    /// Whether a daily goal is one of its.
    pub fn has_daily(&self, id: DailyId) -> bool {
        self.daily.iter().any(|it| it.id == id)
    }

    /// The answer to a proposal is yes. It was not asked for before: nobody begins behind.
    pub fn live_from(&mut self, today: NaiveDate) {
        self.state = GoalState::Living;
        self.talk = false;
        for daily in &mut self.daily {
            daily.since = daily.since.max(today);
        }
    }
}

/// What the child wants in the long run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dream {
    /// The statement of the profile it is; none of own words.
    pub statement: Option<StatementId>,
    pub picture: Option<String>,
    pub text: Text,
}

/// A child's plan of a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub id: PlanId,
    pub term: TermCard,
    pub dream: Option<Dream>,
    /// In the order they were made.
    pub goals: Vec<Goal>,
}

impl Plan {
    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.goals.iter().find(|it| it.id == id)
    }

    pub fn living(&self) -> impl Iterator<Item = &Goal> {
        self.goals.iter().filter(|it| it.state == GoalState::Living)
    }
}
