//! Types that tablets and desks get about plans.

use super::{
    Calendar, Draft, Goal, GoalState, Pace, Plan, SchoolDay, TermCard, Text, Tick, TodayCard,
    template::TemplatedPlan, today,
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
///
/// # Examples
///
/// ```
/// # use domain::plan::HomePlan;
/// # use serde_json::json;
/// let json = json!({
///     "plan": {
///         "id": "0199a2f0-0000-7000-8000-000000000020",
///         "term": {
///             "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///             "begins": "2026-08-31", "ends": "2026-11-20"
///         },
///         "dream": { "statement": null, "picture": "star", "text": "Be a writer" },
///         "goals": []
///     },
///     "ticks": [
///         {
///             "daily": "0199a2f0-0000-7000-8000-000000000031", "on": "2026-10-19", "rev": 1,
///             "state": "done", "felt": "good"
///         }
///     ],
///     "calendar": {
///         "term": {
///             "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///             "begins": "2026-08-31", "ends": "2026-11-20"
///         },
///         "days_off": ["2026-10-12"], "away": []
///     },
///     "aims": []
/// });
/// let home: HomePlan = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&home)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
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
///
/// # Examples
///
/// ```
/// # use domain::plan::MyPlan;
/// # use serde_json::json;
/// let json = json!({
///     "me": {
///         "child": "0199a2f0-0000-7000-8000-000000000001",
///         "session": "0199a2f0-0000-7000-8000-000000000002",
///         "device": "0199a2f0-0000-7000-8000-000000000003", "name": "Mia",
///         "picture": "rabbit", "grade": 1, "lang": "en"
///     },
///     "today": "2026-10-19", "day": { "date": "2026-10-19", "lasts_ms": 34200000 },
///     "home": {
///         "plan": {
///             "id": "0199a2f0-0000-7000-8000-000000000020",
///             "term": {
///                 "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///                 "begins": "2026-08-31", "ends": "2026-11-20"
///             },
///             "dream": { "statement": null, "picture": "star", "text": "Be a writer" },
///             "goals": []
///         },
///         "ticks": [
///             {
///                 "daily": "0199a2f0-0000-7000-8000-000000000031", "on": "2026-10-19",
///                 "rev": 1, "state": "done", "felt": "good"
///             }
///         ],
///         "calendar": {
///             "term": {
///                 "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///                 "begins": "2026-08-31", "ends": "2026-11-20"
///             },
///             "days_off": ["2026-10-12"], "away": []
///         },
///         "aims": []
///     },
///     "earlier": false
/// });
/// let plan: MyPlan = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&plan)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyPlan {
    pub me: Me,
    /// The school's date.
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
///
/// # Examples
///
/// ```
/// # use domain::plan::GrowCard;
/// # use serde_json::json;
/// let json = json!({
///     "card": "add", "picture": "plus", "word": { "en": "adding", "es": "sumar" },
///     "area": "maths"
/// });
/// let card: GrowCard = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&card)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrowCard {
    /// The survey's card, which the book's areas and goals name.
    pub card: String,
    /// The name of the picture, without ".svg".
    pub picture: String,
    pub word: Words,
    /// The area of the competency it stands for; none: the book says where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Area>,
}

/// A plan on the list of a child's plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanCard {
    pub id: PlanId,
    pub term: TermCard,
    /// How many goals it has.
    pub goals: u32,
    /// How many of them were reached.
    pub reached: u32,
}

/// A child's plan, as their teacher sees it.
///
/// # Examples
///
/// Its parts have examples: [`Plan`], [`Tick`], [`Calendar`], [`Aim`], [`Pace`], [`TemplatedPlan`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPage {
    pub child: ChildName,
    pub plan: Plan,
    /// The newest state of each daily goal on each day.
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
    pub form: TemplatedPlan,
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
    /// The child is not at school today.
    pub away_today: bool,
}

/// The plans of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassPlans {
    /// The class's name.
    pub title: String,
    /// None: the school has no term now, and so no plans.
    pub term: Option<TermCard>,
    /// One for each child, in the order of their names.
    pub rows: Vec<PlanRow>,
}

/// The plans of a class on a school date.
///
/// # Examples
///
/// ```
/// # use domain::plan::ClassPage;
/// # use serde_json::json;
/// let json = json!({
///     "today": "2026-10-19",
///     "plans": {
///         "title": "Room 3",
///         "term": {
///             "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///             "begins": "2026-08-31", "ends": "2026-11-20"
///         },
///         "rows": [
///             {
///                 "child": {
///                     "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia",
///                     "picture": "rabbit"
///                 },
///                 "plan": "0199a2f0-0000-7000-8000-000000000020",
///                 "goals": [
///                     {
///                         "id": "0199a2f0-0000-7000-8000-000000000030", "area": "reading",
///                         "picture": "book", "title": "Read 20 words", "state": "living",
///                         "rev": 2,
///                         "pace": {
///                             "stones": [
///                                 { "begins": "2026-10-19", "expected": 2, "real": 1 },
///                                 { "begins": "2026-10-26", "expected": 4, "real": null }
///                             ],
///                             "path": 10, "done": 1, "me": 100, "at": 500, "now": 0,
///                             "standing": "on-pace"
///                         }
///                     }
///                 ],
///                 "last_tick": "2026-10-19", "waiting": 0, "away_today": false
///             }
///         ]
///     }
/// });
/// let page: ClassPage = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&page)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassPage {
    /// The school's date.
    pub today: NaiveDate,
    pub plans: ClassPlans,
}

/// A plan of a child on a school date.
///
/// # Examples
///
/// Without a plan; with one, `page` is a [`PlanPage`].
///
/// ```
/// # use domain::plan::ChildPlan;
/// # use serde_json::json;
/// let json = json!({
///     "class": "0199a2f0-0000-7000-8000-000000000004",
///     "child": {
///         "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia", "picture": "rabbit"
///     },
///     "today": "2026-10-19", "page": null
/// });
/// let plan: ChildPlan = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&plan)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildPlan {
    /// The class by which the teacher sees the child.
    pub class: ClassId,
    pub child: ChildName,
    /// The school's date.
    pub today: NaiveDate,
    /// None: there is no term now, or nobody has needed the plan yet.
    pub page: Option<PlanPage>,
}

/// What was done to a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GoalChangeKind {
    /// The child proposed it.
    Proposed,
    /// An adult made it.
    Made,
    /// An adult changed it.
    Changed,
    /// The teacher said yes to a proposal.
    Agreed,
    /// The teacher wants to talk about a proposal first.
    Talk,
    /// Signed by child and teacher, side by side on the child's tablet.
    Together,
    Reached,
    Ended,
    /// An adult gave it by mistake, and took it back at once.
    TakenBack,
    /// Taken over from the term before.
    Carried,
}

/// A teacher's answer to a proposal.
///
/// # Examples
///
/// ```
/// # use domain::plan::ProposalAnswer;
/// # use serde_json::json;
/// for json in [json!("yes"), json!("talk"), json!("no")] {
///     let answer: ProposalAnswer = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&answer)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProposalAnswer {
    /// The goal lives from today on.
    Yes,
    /// "Let's talk": it waits on, and the child sees so.
    Talk,
    /// Laid aside.
    No,
}

/// One change of a goal.
///
/// # Examples
///
/// ```
/// # use domain::plan::GoalChange;
/// # use serde_json::json;
/// let json = json!({
///     "goal": "0199a2f0-0000-7000-8000-000000000030", "rev": 2, "what": "agreed",
///     "at": "2026-10-19T14:30:00Z", "who": "Rosa Vega", "before": null,
///     "after": {
///         "id": "0199a2f0-0000-7000-8000-000000000030", "area": "reading", "picture": "book",
///         "title": "Read 20 words", "why": "", "steps": [], "daily": [], "state": "living",
///         "signed_child": true, "signed_teacher": true, "rev": 2
///     }
/// });
/// let change: GoalChange = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&change)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalChange {
    pub goal: GoalId,
    /// The goal's revision after it.
    pub rev: u32,
    pub what: GoalChangeKind,
    /// When it was made.
    pub at: DateTime<Utc>,
    /// An adult's or the child's name.
    pub who: String,
    /// `None`: the goal was not there.
    pub before: Option<Goal>,
    pub after: Goal,
}

/// All that was done to the goals of a child's plan, newest first.
///
/// # Examples
///
/// Without changes of goals: see [`GoalChange`].
///
/// ```
/// # use domain::plan::PlanHistory;
/// # use serde_json::json;
/// let json = json!({
///     "child": {
///         "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia", "picture": "rabbit"
///     },
///     "plan": {
///         "id": "0199a2f0-0000-7000-8000-000000000020",
///         "term": {
///             "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///             "begins": "2026-08-31", "ends": "2026-11-20"
///         },
///         "dream": { "statement": null, "picture": "star", "text": "Be a writer" },
///         "goals": []
///     },
///     "changes": [],
///     "asides": [
///         {
///             "at": "2026-10-19T14:30:00Z", "who": "Mia Torres",
///             "aside": {
///                 "what": "step", "goal": "Read 20 words", "step": "Learn ten words",
///                 "done": true
///             }
///         },
///         {
///             "at": "2026-10-19T14:30:00Z", "who": "Rosa Vega",
///             "aside": { "what": "away", "on": "2026-10-19", "away": true }
///         },
///         {
///             "at": "2026-10-19T14:30:00Z", "who": "Rosa Vega",
///             "aside": { "what": "dream", "before": null, "after": "Be a writer" }
///         }
///     ]
/// });
/// let history: PlanHistory = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&history)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanHistory {
    pub child: ChildName,
    /// None before there is one.
    pub plan: Option<Plan>,
    /// The newest first.
    pub changes: Vec<GoalChange>,
    /// Newest first.
    pub asides: Vec<PlanChange>,
}

/// A change of a plan beside its goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanChange {
    /// When it was made.
    pub at: DateTime<Utc>,
    /// Full name of the adult, or of the child.
    pub who: String,
    pub aside: PlanChangeKind,
}

/// What of a plan was changed beside its goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum PlanChangeKind {
    /// None is the profile's.
    Dream {
        before: Option<String>,
        after: Option<String>,
    },
    /// The child was set away on a day, or no longer.
    Away { on: NaiveDate, away: bool },
    /// A step was made, or taken back.
    Step {
        goal: Text,
        step: String,
        done: bool,
    },
}

/// What came of a change: kept, or somebody else was first. Nothing is lost either way: what was
/// to be written is still with whoever wrote it, beside what stands now.
///
/// # Examples
///
/// Somebody else was first where `outcome` is `"conflict"`.
///
/// ```
/// # use domain::plan::GoalUpdate;
/// # use serde_json::json;
/// let json = json!({
///     "outcome": "kept",
///     "goal": {
///         "id": "0199a2f0-0000-7000-8000-000000000030", "area": "reading", "picture": "book",
///         "title": "Read 20 words", "why": "", "steps": [], "daily": [], "state": "living",
///         "signed_child": true, "signed_teacher": true, "rev": 2
///     }
/// });
/// let update: GoalUpdate = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&update)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", content = "goal", rename_all = "kebab-case")]
pub enum GoalUpdate {
    /// What was sent is written.
    Kept(Goal),
    /// What stands instead.
    Conflict(Goal),
}

/// A goal for one of several children.
///
/// # Examples
///
/// ```
/// # use domain::plan::GoalAssignment;
/// # use serde_json::json;
/// let json = json!({
///     "child": "0199a2f0-0000-7000-8000-000000000001",
///     "draft": {
///         "area": "reading", "picture": "book", "title": "Read 20 words", "why": "",
///         "measure": { "unit": "words", "start": 5, "target": 20, "now": 5 },
///         "steps": [{ "id": null, "picture": null, "title": "Learn ten words" }],
///         "daily": [
///             {
///                 "id": "0199a2f0-0000-7000-8000-000000000031", "picture": "book",
///                 "title": { "en": "Read with a friend", "es": "Leer con una amiga" },
///                 "days": ["mon", "wed"], "place": "school"
///             }
///         ],
///         "entry": null, "competency": null, "signed_child": true, "signed_teacher": true
///     }
/// });
/// let assignment: GoalAssignment = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&assignment)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalAssignment {
    pub child: PersonId,
    pub draft: Draft,
}
