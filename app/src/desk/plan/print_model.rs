//! A child's plan in the words it has on paper. Who draws it knows no plan.

use super::words::{measure_in, often_in, place_in};
use crate::{
    i18n::*,
    ui::{area_in, day_words, locale_of},
};
use chrono::NaiveDate;
use domain::{
    Lang,
    plan::{Daily, Goal, GoalState, Pace, PlanPage},
};

/// A plan, said.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub lang: Lang,
    pub picture: String,
    pub title: String,
    pub term: String,
    /// What it is called, its picture, and its words.
    pub dream: Option<(String, Option<String>, String)>,
    pub goals: Vec<SheetGoal>,
    /// Picture and words.
    pub reached: Vec<(String, String)>,
    pub no_goal: String,
    pub daily_label: String,
    pub steps_label: String,
    pub reached_label: String,
    /// Who signs on paper.
    pub signers: [String; 3],
    pub printed: String,
}

#[derive(Clone, Debug)]
pub struct SheetGoal {
    pub picture: String,
    pub area: String,
    pub title: String,
    pub why: String,
    pub measure: Option<String>,
    pub daily: Vec<SheetDaily>,
    pub steps: Vec<(bool, String)>,
    /// One a school week: whether the child has passed it.
    pub stones: Vec<bool>,
    /// This week's.
    pub now: usize,
    pub counted: String,
}

#[derive(Clone, Debug)]
pub struct SheetDaily {
    pub picture: String,
    pub words: String,
    pub when: String,
}

/// A plan as it is on a day, in a language.
pub fn sheet(page: &PlanPage, today: NaiveDate, lang: Lang) -> Sheet {
    let it = locale_of(lang);
    let term = &page.plan.term;
    let (begins, ends) = (day_words(it, term.begins), day_words(it, term.ends));
    let pairs = page.plan.goals.iter().zip(&page.paces);
    let living = pairs.filter(|(goal, _)| goal.state == GoalState::Living);
    let reached = page.plan.goals.iter();
    let reached = reached.filter(|goal| goal.state == GoalState::Reached);
    let day = day_words(it, today);
    Sheet {
        lang,
        picture: page.child.picture.clone(),
        title: td_string!(it, plan.my_plan, name = page.child.name.clone()).to_string(),
        term: format!("{} · {begins} – {ends}", term.title),
        dream: page.plan.dream.as_ref().map(|dream| {
            (
                td_string!(it, plan.dream).to_owned(),
                dream.picture.clone(),
                dream.text.get(lang).to_owned(),
            )
        }),
        goals: living.map(|(goal, pace)| said(goal, pace, lang)).collect(),
        reached: reached
            .map(|goal| (goal.picture.clone(), goal.title.get(lang).to_owned()))
            .collect(),
        no_goal: td_string!(it, plan.no_goal_yet).to_owned(),
        daily_label: td_string!(it, plan.daily_goals).to_owned(),
        steps_label: td_string!(it, plan.steps).to_owned(),
        reached_label: td_string!(it, plan.reached).to_owned(),
        signers: [
            td_string!(it, plan.signer_child).to_owned(),
            td_string!(it, plan.signer_family).to_owned(),
            td_string!(it, plan.signer_teacher).to_owned(),
        ],
        printed: td_string!(it, plan.printed, day).to_string(),
    }
}

fn said(goal: &Goal, pace: &Pace, lang: Lang) -> SheetGoal {
    let it = locale_of(lang);
    let passed = usize::try_from(pace.at / 1_000).unwrap_or(0);
    let living = goal.daily.iter().filter(|daily| daily.until.is_none());
    let (done, path) = (pace.done, pace.path);
    SheetGoal {
        picture: goal.picture.clone(),
        area: area_in(it, goal.area).to_owned(),
        title: goal.title.get(lang).to_owned(),
        why: goal.why.clone(),
        measure: goal.measure.as_ref().map(|measure| measure_in(it, measure)),
        daily: living.map(|daily| said_daily(daily, lang)).collect(),
        steps: goal
            .steps
            .iter()
            .map(|step| (step.done, step.title.clone()))
            .collect(),
        stones: (0..pace.stones.len()).map(|n| n < passed).collect(),
        now: pace.now,
        counted: td_string!(it, plan.done_of, done, path).to_string(),
    }
}

fn said_daily(daily: &Daily, lang: Lang) -> SheetDaily {
    let it = locale_of(lang);
    SheetDaily {
        picture: daily.picture.clone(),
        words: daily.title.get(lang).to_owned(),
        when: format!(
            "{} · {}",
            often_in(it, daily.days, daily.cadence),
            place_in(it, daily.place)
        ),
    }
}
