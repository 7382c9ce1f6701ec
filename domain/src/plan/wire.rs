//! What tablets and desks are told about plans.

use super::{
    Calendar, Draft, Goal, GoalState, Pace, Plan, SchoolDay, TermCard, Text, Tick, TodayCard,
    template::Form, today,
};
use crate::{
    Words,
    competency::{Aim, AreaLevels},
    ids::{ClassId, GoalId, PersonId, PlanId},
    plan::Area,
    school::ChildName,
    signin::Me,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// All a child's tablet needs to show the plan, any day of the term, without the school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomePlan {
    pub plan: Plan,
    /// Those that stand.
    pub ticks: Vec<Tick>,
    pub calendar: Calendar,
    /// What its goals aim at, and how far the child is with each.
    #[serde(default)]
    pub aims: Vec<Aim>,
}

impl HomePlan {
    /// The cards of a day.
    pub fn today(&self, date: NaiveDate) -> Vec<TodayCard> {
        today(&self.plan, &self.ticks, date, &self.calendar)
    }
}

/// The signed-in child's plan, on the school date on which it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyPlan {
    pub me: Me,
    pub today: NaiveDate,
    /// When the school's day of `today` ends, by the school's clock: with it a tablet knows
    /// later days without the school.
    pub day: SchoolDay,
    pub home: HomePlan,
    /// Whether there are goals of earlier terms to look back at.
    #[serde(default)]
    pub earlier: bool,
}

/// Something the child wants to grow, as their profile has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grow {
    /// The survey's card, which the book's areas and goals name.
    pub card: String,
    pub picture: String,
    pub word: Words,
}

/// A plan on the list of a child's plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanCard {
    pub id: PlanId,
    pub term: TermCard,
    pub goals: u32,
    pub reached: u32,
}

/// A child's plan, as their teacher sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPage {
    pub child: ChildName,
    pub plan: Plan,
    pub ticks: Vec<Tick>,
    pub calendar: Calendar,
    /// What its goals aim at, and how far the child is with each.
    #[serde(default)]
    pub aims: Vec<Aim>,
    /// How far the child is in each content area.
    #[serde(default)]
    pub mastery: Vec<AreaLevels>,
    /// One a goal, in their order.
    pub paces: Vec<Pace>,
    /// All the child's plans, the newest term first.
    pub plans: Vec<PlanCard>,
    /// How the school has its plans, and what is written in this one.
    pub form: Form,
    /// Whether it is the plan of this term.
    pub current: bool,
}

/// A goal in the class's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalLine {
    pub id: GoalId,
    pub area: Area,
    pub picture: String,
    pub title: Text,
    pub state: GoalState,
    /// What an answer to a proposal is made from.
    pub rev: u32,
    pub pace: Pace,
}

/// A child in the class's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    pub child: ChildName,
    /// None before it was first needed.
    pub plan: Option<PlanId>,
    /// The living and the proposed ones.
    pub goals: Vec<GoalLine>,
    /// The last day something was done on.
    pub last_tick: Option<NaiveDate>,
    /// Proposals without an answer.
    pub waiting: u32,
    pub away_today: bool,
}

/// The plans of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassPlans {
    pub title: String,
    /// None: the school has no term now, and so no plans.
    pub term: Option<TermCard>,
    pub rows: Vec<PlanRow>,
}

/// The plans of a class on a school date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassPage {
    pub today: NaiveDate,
    pub plans: ClassPlans,
}

/// A plan of a child on a school date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildPlan {
    pub class: ClassId,
    pub child: ChildName,
    pub today: NaiveDate,
    /// None: there is no term now, or nobody has needed the plan yet.
    pub page: Option<PlanPage>,
}

/// What was done to a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    Proposed,
    Made,
    Changed,
    /// The teacher said yes to a proposal.
    Agreed,
    /// The teacher wants to talk about a proposal first.
    Talk,
    /// Signed by child and teacher, side by side on the child's tablet.
    Together,
    Reached,
    Ended,
    /// Given by mistake, and taken back at once.
    TakenBack,
    /// Taken over from the term before.
    Carried,
}

/// A teacher's answer to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answered {
    Yes,
    /// "Let's talk": it waits on, and the child sees so.
    Talk,
    /// Laid aside.
    No,
}

/// One change of a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub goal: GoalId,
    /// The goal's revision after it.
    pub rev: u32,
    pub what: What,
    pub at: DateTime<Utc>,
    /// An adult's or the child's name.
    pub who: String,
    pub before: Option<Goal>,
    pub after: Goal,
}

/// All that was done to the goals of a child's plan, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanHistory {
    pub child: ChildName,
    /// None before there is one.
    pub plan: Option<Plan>,
    pub changes: Vec<Change>,
    /// Newest first.
    pub asides: Vec<PlanChange>,
}

/// A change of a plan beside its goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChange {
    pub at: DateTime<Utc>,
    /// Full name of the adult, or of the child.
    pub who: String,
    pub aside: Aside,
}

/// What of a plan was changed beside its goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Aside {
    /// None is the profile's.
    Dream {
        before: Option<String>,
        after: Option<String>,
    },
    Away {
        on: NaiveDate,
        away: bool,
    },
    Step {
        goal: Text,
        step: String,
        done: bool,
    },
}

/// What came of a change: kept, or somebody else was first. Nothing is lost either way: what was
/// to be written is still with whoever wrote it, beside what stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", content = "goal", rename_all = "kebab-case")]
pub enum Updated {
    Kept(Goal),
    /// What stands instead.
    Conflict(Goal),
}

/// A goal for one of several children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub child: PersonId,
    pub draft: Draft,
}

/// A day without school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOff {
    pub on: NaiveDate,
    pub title: String,
}
