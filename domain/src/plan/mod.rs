//! A child's plan of a term: the dream, up to three living goals, their steps and daily goals, and
//! the ticks that say what was done. A plan has no streaks, no score and no red.

mod cadence;
mod calendar;
pub mod class_view;
mod class_week;
mod days_off;
mod done_times;
mod draft;
mod error;
mod goal_book;
mod pace;
mod school_day;
mod standings;
pub mod template;
mod terms;
mod text_difference;
mod tick;
mod tick_conflict;
mod today;
mod together;
mod typed;
mod wire;

pub use crate::{area::Area, text::Text};
pub use cadence::Cadence;
pub use calendar::Calendar;
pub use class_week::{CellLook, ClassWeek, Feelings, WeekCell, WeekOf, WeekRow};
pub use days_off::{
    DayOff, DayOffError, DayOffRange, DayOffRow, count_days, count_unread, ranges, read_days_off,
};
pub use done_times::{is_done_in_week, times_done};
pub use draft::{DailyDraft, Draft, StepDraft};
pub use error::{BookError, GoalError, GoalField};
pub use goal_book::{AreaCard, Chosen, Entry, GoalBook, Problem, Suggestion, WhyCard, check};
pub use pace::{Pace, PaceWeek, Standing, pace};
pub use school_day::SchoolDay;
pub use standings::{Standings, Week, weeks};
pub use terms::{TermDraft, TermError, YearError, check_terms, propose};
pub use text_difference::{TextSpan, pieces};
pub use tick::{Felt, Tick, TickState, TickWeight, Ticks};
pub use tick_conflict::{ReceivedTick, TickConflict, clashes};
pub use today::{DayCard, DayGoal, DayProgress, TodayCard, TodayStands, ticked, today, week};
pub use together::{BesideSession, TeacherPart};
pub use typed::{
    Difference, TermFields, TermForm, TypedDaily, TypedGoal, TypedMeasure, TypedStep, TypedText,
    goal_for_each, read_day_off,
};
pub use wire::{
    ChildPlan, ClassPage, ClassPlans, GoalAssignment, GoalChange, GoalChangeKind, GoalLine,
    GoalUpdate, GrowCard, HomePlan, MyPlan, PlanCard, PlanChange, PlanChangeKind, PlanHistory,
    PlanPage, PlanRow, ProposalAnswer,
};

use crate::ids::{CompetencyId, DailyId, GoalId, PlanId, StatementId, StepId, TermId};
use chrono::{Datelike as _, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A term, as a plan names it; both days belong to it.
///
/// # Examples
///
/// ```
/// # use domain::plan::TermCard;
/// # use serde_json::json;
/// let json = json!({
///     "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall", "begins": "2026-08-31",
///     "ends": "2026-11-20"
/// });
/// let term: TermCard = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&term)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCard {
    pub id: TermId,
    pub title: String,
    /// The first day.
    pub begins: NaiveDate,
    /// The last day.
    pub ends: NaiveDate,
}

impl TermCard {
    /// Whether the day belongs to the term.
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

    /// The set of these weekdays.
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Self {
        let mut all = Self::default();
        for day in days {
            all.set(day, true);
        }
        all
    }

    /// Puts a weekday into the set, or takes it out.
    pub fn set(&mut self, day: Weekday, on: bool) {
        let bit = 1 << day.num_days_from_monday();
        self.0 = if on { self.0 | bit } else { self.0 & !bit };
    }

    /// Whether the set has the weekday.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// Whether the set has no weekday.
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
    /// The name of the picture, without ".svg".
    pub picture: String,
    pub title: Text,
    /// On which weekdays it is asked for.
    pub days: Weekdays,
    /// On each of these days, or on one of them.
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
    /// The name of the picture, without ".svg"; `None`: a step without a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    pub title: String,
    /// By the newest state.
    pub done: bool,
    /// Of the newest state; the child's next has one more.
    pub rev: u32,
}

/// How far something countable is: 12 words read, from 5 to 20.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// What is counted: "words".
    pub unit: String,
    /// The number on the day the goal was made.
    pub start: i32,
    /// The number to reach; it may be below the start.
    pub target: i32,
    /// The newest number.
    pub now: i32,
}

/// What became of a goal.
///
/// # Examples
///
/// ```
/// # use domain::plan::GoalState;
/// # use serde_json::json;
/// for json in [json!("proposed"), json!("living"), json!("reached"), json!("ended")] {
///     let state: GoalState = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&state)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoalState {
    /// By the child; the teacher has not answered.
    Proposed,
    /// Agreed: the child works towards it.
    Living,
    /// An adult said that the child got there.
    Reached,
    /// Laid aside.
    Ended,
}

/// A ready-made goal of a version of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRef {
    /// The version of the book.
    pub book: u32,
    /// The id of the ready-made goal.
    pub entry: String,
}

/// A goal of a child.
///
/// # Examples
///
/// ```
/// # use domain::plan::Goal;
/// # use serde_json::json;
/// let json = json!({
///     "id": "0199a2f0-0000-7000-8000-000000000030", "area": "reading", "picture": "book",
///     "title": "Read 20 words", "why": "I want to read to my brother",
///     "measure": { "unit": "words", "start": 5, "target": 20, "now": 12 },
///     "steps": [
///         {
///             "id": "0199a2f0-0000-7000-8000-000000000032", "title": "Learn ten words",
///             "done": true, "rev": 1
///         }
///     ],
///     "daily": [
///         {
///             "id": "0199a2f0-0000-7000-8000-000000000031", "picture": "book",
///             "title": { "en": "Read with a friend", "es": "Leer con una amiga" },
///             "days": ["mon", "wed"], "place": "school", "since": "2026-10-19"
///         }
///     ],
///     "state": "living", "signed_child": true, "signed_teacher": true, "rev": 2
/// });
/// let goal: Goal = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&goal)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
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
    /// `None`: nothing to count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// In the order in which they are done.
    pub steps: Vec<Step>,
    /// Those taken out too, with `until`.
    pub daily: Vec<Daily>,
    pub state: GoalState,
    /// Proposed, and the teacher wants to talk about it first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub talk: bool,
    /// The child agreed.
    pub signed_child: bool,
    /// The teacher agreed.
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
    /// The name of the picture, without ".svg"; `None` of own words.
    pub picture: Option<String>,
    pub text: Text,
}

/// A child's plan of a term.
///
/// # Examples
///
/// Without goals: see [`Goal`].
///
/// ```
/// # use domain::plan::Plan;
/// # use serde_json::json;
/// let json = json!({
///     "id": "0199a2f0-0000-7000-8000-000000000020",
///     "term": {
///         "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///         "begins": "2026-08-31", "ends": "2026-11-20"
///     },
///     "dream": { "statement": null, "picture": "star", "text": "Be a writer" }, "goals": []
/// });
/// let plan: Plan = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&plan)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub id: PlanId,
    pub term: TermCard,
    /// `None`: the child has named none.
    pub dream: Option<Dream>,
    /// In the order they were made.
    pub goals: Vec<Goal>,
}

impl Plan {
    /// The goal with this id, in whatever state.
    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.goals.iter().find(|it| it.id == id)
    }

    /// The goals the child works towards now.
    pub fn living(&self) -> impl Iterator<Item = &Goal> {
        self.goals.iter().filter(|it| it.state == GoalState::Living)
    }
}
