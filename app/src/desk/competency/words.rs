//! What an adult reads of competencies and levels.

use crate::{
    i18n::*,
    ui::{Chip, Icon},
};
use chrono::NaiveDate;
use domain::competency::{Age, Gap, Grades, LevelSource};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

pub(super) fn seen_words(i18n: I18nContext<Locale>, seen: LevelSource) -> &'static str {
    match seen {
        LevelSource::Observation => t_string!(i18n, competency.seen_observation),
        LevelSource::Work => t_string!(i18n, competency.seen_work),
        LevelSource::Assessment => t_string!(i18n, competency.seen_assessment),
        LevelSource::Conference => t_string!(i18n, competency.seen_conference),
    }
}

pub(super) fn grade_words(i18n: I18nContext<Locale>, grades: Option<Grades>) -> String {
    match grades {
        None => t_string!(i18n, competency.every_grade).to_owned(),
        Some(Grades { first: 0, last: 0 }) => t_string!(i18n, competency.kindergarten).to_owned(),
        Some(Grades { first, last }) if first == last => {
            t_string!(i18n, competency.grade_1, n = first).to_string()
        }
        Some(Grades { first, last }) => {
            t_string!(i18n, competency.grades_2, first, last).to_string()
        }
    }
}

pub(super) fn gap_words(i18n: I18nContext<Locale>, gap: Gap) -> String {
    match gap.from {
        0 => t_string!(i18n, competency.from_kindergarten).to_owned(),
        n => t_string!(i18n, competency.from_grade, n).to_string(),
    }
}

pub(super) fn age_words(i18n: I18nContext<Locale>, on: NaiveDate, today: NaiveDate) -> String {
    match Age::of(on, today) {
        Age::Today => t_string!(i18n, competency.today).to_owned(),
        Age::Days(1) => t_string!(i18n, competency.day_ago).to_owned(),
        Age::Days(n) => t_string!(i18n, competency.days_ago, count = n).to_string(),
        Age::Weeks(n) => t_string!(i18n, competency.weeks_ago, count = n).to_string(),
        Age::Months(n) => t_string!(i18n, competency.months_ago, count = n).to_string(),
    }
}

/// That something is missing from an earlier grade.
#[component]
pub(super) fn GapTag(gap: Gap) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Chip class="competency-gap" attr:data-gap=gap.from.to_string()>
            <Icon name="back" />
            {move || gap_words(i18n, gap)}
        </Chip>
    }
    .into_any()
}
