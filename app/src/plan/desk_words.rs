//! What an adult reads of plans.

use crate::{i18n::*, ui::Icon};
use chrono::Weekday;
use domain::plan::{Cadence, GoalState, Measure, Place, Standing, Weekdays, What};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

pub(super) use crate::ui::area_words;

pub(super) fn state_words(i18n: I18nContext<Locale>, state: GoalState) -> &'static str {
    match state {
        GoalState::Proposed => t_string!(i18n, desk.goal_proposed),
        GoalState::Living => t_string!(i18n, desk.goal_living),
        GoalState::Reached => t_string!(i18n, desk.goal_reached),
        GoalState::Ended => t_string!(i18n, desk.goal_ended),
    }
}

pub(super) fn what_words(i18n: I18nContext<Locale>, what: What) -> &'static str {
    match what {
        What::Proposed => t_string!(i18n, desk.what_proposed),
        What::Made => t_string!(i18n, desk.what_made),
        What::Changed => t_string!(i18n, desk.what_changed),
        What::Agreed => t_string!(i18n, desk.what_agreed),
        What::Talk => t_string!(i18n, desk.what_talk),
        What::Together => t_string!(i18n, desk.what_together),
        What::Reached => t_string!(i18n, desk.what_reached),
        What::Ended => t_string!(i18n, desk.what_ended),
        What::Carried => t_string!(i18n, desk.what_carried),
    }
}

pub(super) fn place_words(i18n: I18nContext<Locale>, place: Place) -> &'static str {
    match place {
        Place::School => t_string!(i18n, desk.at_school),
        Place::Home => t_string!(i18n, desk.at_home),
    }
}

pub(super) fn weekday_words(i18n: I18nContext<Locale>, day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => t_string!(i18n, desk.mon),
        Weekday::Tue => t_string!(i18n, desk.tue),
        Weekday::Wed => t_string!(i18n, desk.wed),
        Weekday::Thu => t_string!(i18n, desk.thu),
        Weekday::Fri => t_string!(i18n, desk.fri),
        Weekday::Sat => t_string!(i18n, desk.sat),
        Weekday::Sun => t_string!(i18n, desk.sun),
    }
}

/// "Mon, Wed", or "every school day".
pub(super) fn days_words(i18n: I18nContext<Locale>, days: Weekdays) -> String {
    if days == Weekdays::SCHOOL {
        return t_string!(i18n, desk.every_school_day).to_owned();
    }
    let all: Vec<_> = days.iter().map(|it| weekday_words(i18n, it)).collect();
    all.join(", ")
}

/// The same, or "once a week: every school day".
pub(super) fn often_words(i18n: I18nContext<Locale>, days: Weekdays, cadence: Cadence) -> String {
    let days = days_words(i18n, days);
    match cadence {
        Cadence::EachDay => days,
        Cadence::Weekly => t_string!(i18n, template.once_a_week, days).to_string(),
    }
}

pub(super) fn measure_words(i18n: I18nContext<Locale>, it: &Measure) -> String {
    let (unit, start, target, now) = (it.unit.clone(), it.start, it.target, it.now);
    t_string!(i18n, desk.measure_words, unit, start, target, now).to_string()
}

pub(super) fn standing_words(i18n: I18nContext<Locale>, standing: Standing) -> &'static str {
    match standing {
        Standing::Behind => t_string!(i18n, desk.behind),
        Standing::OnPace => t_string!(i18n, desk.on_pace),
        Standing::Ahead => t_string!(i18n, desk.ahead),
    }
}

pub(super) const fn standing_icon(standing: Standing) -> &'static str {
    match standing {
        Standing::Behind => "clock",
        Standing::OnPace => "check",
        Standing::Ahead => "next",
    }
}

const fn standing_kind(standing: Standing) -> &'static str {
    match standing {
        Standing::Behind => "child",
        Standing::OnPace => "survey",
        Standing::Ahead => "good",
    }
}

/// Ahead, on pace or behind: a sign and a word, whatever the colour.
#[component]
pub(super) fn StandingTag(standing: Standing) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <span class="ui-tag" data-kind=standing_kind(standing)>
            <Icon name=standing_icon(standing) />
            {move || standing_words(i18n, standing)}
        </span>
    }
    .into_any()
}
