//! What to do and why, in plain words.

use crate::{
    i18n::*,
    ui::{lang_of, on_day},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    next::{FinishedGoal, GoalFinish, LastContact, NameList, Next, NextReason},
    school::ChildName,
    text::listed,
};
use leptos_i18n::I18nContext;

/// Most children who are named in one line.
const NAMED: usize = 5;

pub(super) fn title(i18n: I18nContext<Locale>, next: &Next, children: &[ChildName]) -> String {
    let name = || names(i18n, children);
    match &next.why {
        NextReason::Sit { .. } => t_string!(i18n, next.sit, name = name()).to_string(),
        NextReason::Celebrate(_) => t_string!(i18n, next.celebrate, name = name()).to_string(),
        NextReason::CheckIn { .. } => t_string!(i18n, next.check_in, name = name()).to_string(),
        NextReason::Alike(it) => {
            let (n, code) = (children.len(), it.code.clone());
            t_string!(i18n, next.alike, n, code).to_string()
        }
    }
}

/// Counted up to `now`.
pub(super) fn reason(
    i18n: I18nContext<Locale>,
    next: &Next,
    children: &[ChildName],
    now: DateTime<Utc>,
) -> String {
    match &next.why {
        NextReason::Sit { since, tried, .. } => {
            let n = (now - *since).max(TimeDelta::zero()).num_minutes();
            let tried = match tried {
                0 => t_string!(i18n, next.tried_none).to_owned(),
                1 => t_string!(i18n, next.tried_one).to_owned(),
                n => t_string!(i18n, next.tried, n = *n).to_string(),
            };
            t_string!(i18n, next.waits, n, tried).to_string()
        }
        NextReason::Celebrate(it) => finished(i18n, it),
        NextReason::CheckIn { since, days } => match since {
            LastContact::Contact(_) => t_string!(i18n, next.days, n = *days).to_string(),
            LastContact::Term(_) => t_string!(i18n, next.days_of_term, n = *days).to_string(),
        },
        NextReason::Alike(it) => {
            let (names, what) = (names(i18n, children), it.statement.clone());
            t_string!(i18n, next.not_yet, names, what).to_string()
        }
    }
}

fn finished(i18n: I18nContext<Locale>, it: &FinishedGoal) -> String {
    let title = it.title.get(lang_of(i18n.get_locale())).to_owned();
    match it.how {
        GoalFinish::Reached { on } => {
            let day = on_day(i18n, on);
            t_string!(i18n, next.reached, title, day).to_string()
        }
        GoalFinish::Path { done } => t_string!(i18n, next.path_done, title, n = done).to_string(),
        GoalFinish::Steps { done: 1 } => t_string!(i18n, next.step_done, title).to_string(),
        GoalFinish::Steps { done } => t_string!(i18n, next.steps_done, title, n = done).to_string(),
    }
}

/// "Mia, Leo and Ana", or "Mia, Leo, Ana, Tom, Zoe and 3 more".
fn names(i18n: I18nContext<Locale>, children: &[ChildName]) -> String {
    let NameList {
        names: mut all,
        more,
    } = NameList::of(children, NAMED);
    if more > 0 {
        all.push(t_string!(i18n, next.more, n = more).to_string());
    }
    listed(lang_of(i18n.get_locale()), &all)
}
