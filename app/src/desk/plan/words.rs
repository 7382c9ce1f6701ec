//! What an adult reads of plans.

use crate::{
    i18n::*,
    ui::{Chip, Icon},
};
use chrono::Weekday;
use domain::plan::{Cadence, GoalChangeKind, GoalState, Measure, Place, Standing, Weekdays};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

pub(crate) fn state_words(i18n: I18nContext<Locale>, state: GoalState) -> &'static str {
    match state {
        GoalState::Proposed => t_string!(i18n, plan.goal_proposed),
        GoalState::Living => t_string!(i18n, plan.goal_living),
        GoalState::Reached => t_string!(i18n, plan.goal_reached),
        GoalState::Ended => t_string!(i18n, plan.goal_ended),
    }
}

pub(crate) fn what_words(i18n: I18nContext<Locale>, what: GoalChangeKind) -> &'static str {
    match what {
        GoalChangeKind::Proposed => t_string!(i18n, plan.what_proposed),
        GoalChangeKind::Made => t_string!(i18n, plan.what_made),
        GoalChangeKind::Changed => t_string!(i18n, plan.what_changed),
        GoalChangeKind::Agreed => t_string!(i18n, plan.what_agreed),
        GoalChangeKind::Talk => t_string!(i18n, plan.what_talk),
        GoalChangeKind::Together => t_string!(i18n, plan.what_together),
        GoalChangeKind::Reached => t_string!(i18n, plan.what_reached),
        GoalChangeKind::Ended => t_string!(i18n, plan.what_ended),
        GoalChangeKind::TakenBack => t_string!(i18n, plan.taken_back),
        GoalChangeKind::Carried => t_string!(i18n, plan.what_carried),
    }
}

pub(crate) fn place_words(i18n: I18nContext<Locale>, place: Place) -> &'static str {
    place_in(i18n.get_locale(), place)
}

pub(crate) fn place_in(it: Locale, place: Place) -> &'static str {
    match place {
        Place::School => td_string!(it, plan.at_school),
        Place::Home => td_string!(it, plan.at_home),
    }
}

pub(crate) fn weekday_words(i18n: I18nContext<Locale>, day: Weekday) -> &'static str {
    weekday_in(i18n.get_locale(), day)
}

pub(crate) fn weekday_in(it: Locale, day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => td_string!(it, plan.mon),
        Weekday::Tue => td_string!(it, plan.tue),
        Weekday::Wed => td_string!(it, plan.wed),
        Weekday::Thu => td_string!(it, plan.thu),
        Weekday::Fri => td_string!(it, plan.fri),
        Weekday::Sat => td_string!(it, plan.sat),
        Weekday::Sun => td_string!(it, plan.sun),
    }
}

/// "Mon, Wed", or "every school day".
pub(crate) fn days_in(it: Locale, days: Weekdays) -> String {
    if days == Weekdays::SCHOOL {
        return td_string!(it, plan.every_school_day).to_owned();
    }
    let all: Vec<_> = days.iter().map(|day| weekday_in(it, day)).collect();
    all.join(", ")
}

/// The same, or "once a week: every school day".
pub(crate) fn often_words(i18n: I18nContext<Locale>, days: Weekdays, cadence: Cadence) -> String {
    often_in(i18n.get_locale(), days, cadence)
}

pub(crate) fn often_in(it: Locale, days: Weekdays, cadence: Cadence) -> String {
    let days = days_in(it, days);
    match cadence {
        Cadence::EachDay => days,
        Cadence::Weekly => td_string!(it, plan.once_a_week, days).to_string(),
    }
}

pub(crate) fn measure_words(i18n: I18nContext<Locale>, measure: &Measure) -> String {
    measure_in(i18n.get_locale(), measure)
}

pub(crate) fn measure_in(it: Locale, measure: &Measure) -> String {
    let (unit, start) = (measure.unit.clone(), measure.start);
    let (target, now) = (measure.target, measure.now);
    td_string!(it, plan.measure_words, unit, start, target, now).to_string()
}

pub(crate) fn standing_words(i18n: I18nContext<Locale>, standing: Standing) -> &'static str {
    match standing {
        Standing::Behind => t_string!(i18n, plan.behind),
        Standing::OnPace => t_string!(i18n, plan.on_pace),
        Standing::Ahead => t_string!(i18n, plan.ahead),
    }
}

pub(crate) const fn standing_icon(standing: Standing) -> &'static str {
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
pub(crate) fn StandingTag(standing: Standing) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Chip kind=standing_kind(standing)>
            <Icon name=standing_icon(standing) />
            {move || standing_words(i18n, standing)}
        </Chip>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_days_of_school_are_said_as_one_and_others_by_name() {
        assert_eq!(days_in(Locale::en, Weekdays::SCHOOL), "every school day");
        let two = Weekdays::of([Weekday::Mon, Weekday::Wed]);
        let names = [Weekday::Mon, Weekday::Wed].map(|it| weekday_in(Locale::en, it));
        assert_eq!(days_in(Locale::en, two), names.join(", "));
    }

    #[test]
    fn a_weekly_goal_says_so_before_its_days() {
        let days = Weekdays::of([Weekday::Fri]);
        let daily = often_in(Locale::es, days, Cadence::EachDay);
        let weekly = often_in(Locale::es, days, Cadence::Weekly);
        assert_eq!(daily, weekday_in(Locale::es, Weekday::Fri));
        assert!(weekly.len() > daily.len() && weekly.contains(&daily));
    }

    #[test]
    fn each_day_has_a_name_of_its_own_in_both_languages() {
        use std::collections::BTreeSet;
        for locale in [Locale::en, Locale::es] {
            let all: BTreeSet<_> = Weekdays::SCHOOL
                .iter()
                .map(|it| weekday_in(locale, it))
                .collect();
            assert_eq!(all.len(), 5);
        }
    }

    #[test]
    fn a_measure_says_its_unit_and_all_its_numbers() {
        let measure = Measure {
            unit: "books".to_owned(),
            start: 3,
            target: 20,
            now: 11,
        };
        for locale in [Locale::en, Locale::es] {
            let words = measure_in(locale, &measure);
            assert!(
                ["books", "3", "20", "11"]
                    .iter()
                    .all(|it| words.contains(it)),
                "{words}"
            );
        }
    }

    #[test]
    fn a_standing_is_told_by_its_sign_and_not_by_colour_alone() {
        let all = [Standing::Behind, Standing::OnPace, Standing::Ahead];
        assert_eq!(all.map(standing_icon), ["clock", "check", "next"]);
        assert_eq!(all.map(standing_kind), ["child", "survey", "good"]);
    }
}
