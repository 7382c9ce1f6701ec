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
        What::TakenBack => t_string!(i18n, plans.taken_back),
        What::Carried => t_string!(i18n, desk.what_carried),
    }
}

pub(super) fn place_words(i18n: I18nContext<Locale>, place: Place) -> &'static str {
    place_in(i18n.get_locale(), place)
}

pub(super) fn place_in(it: Locale, place: Place) -> &'static str {
    match place {
        Place::School => td_string!(it, desk.at_school),
        Place::Home => td_string!(it, desk.at_home),
    }
}

pub(super) fn weekday_words(i18n: I18nContext<Locale>, day: Weekday) -> &'static str {
    weekday_in(i18n.get_locale(), day)
}

pub(super) fn weekday_in(it: Locale, day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => td_string!(it, desk.mon),
        Weekday::Tue => td_string!(it, desk.tue),
        Weekday::Wed => td_string!(it, desk.wed),
        Weekday::Thu => td_string!(it, desk.thu),
        Weekday::Fri => td_string!(it, desk.fri),
        Weekday::Sat => td_string!(it, desk.sat),
        Weekday::Sun => td_string!(it, desk.sun),
    }
}

/// "Mon, Wed", or "every school day".
pub(super) fn days_in(it: Locale, days: Weekdays) -> String {
    if days == Weekdays::SCHOOL {
        return td_string!(it, desk.every_school_day).to_owned();
    }
    let all: Vec<_> = days.iter().map(|day| weekday_in(it, day)).collect();
    all.join(", ")
}

/// The same, or "once a week: every school day".
pub(super) fn often_words(i18n: I18nContext<Locale>, days: Weekdays, cadence: Cadence) -> String {
    often_in(i18n.get_locale(), days, cadence)
}

pub(super) fn often_in(it: Locale, days: Weekdays, cadence: Cadence) -> String {
    let days = days_in(it, days);
    match cadence {
        Cadence::EachDay => days,
        Cadence::Weekly => td_string!(it, template.once_a_week, days).to_string(),
    }
}

pub(super) fn measure_words(i18n: I18nContext<Locale>, measure: &Measure) -> String {
    measure_in(i18n.get_locale(), measure)
}

pub(super) fn measure_in(it: Locale, measure: &Measure) -> String {
    let (unit, start) = (measure.unit.clone(), measure.start);
    let (target, now) = (measure.target, measure.now);
    td_string!(it, desk.measure_words, unit, start, target, now).to_string()
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
