//! Grades, languages, states and kinds of work in words.

use crate::{ApiError, i18n::*, ui::error_message};
use domain::{
    AppError, Invalid, Lang,
    people::{ChildState, MergeKind, PersonField, SchoolChild},
    text::listed,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

pub(super) fn grade_words(i18n: I18nContext<Locale>, grade: u8) -> String {
    match grade {
        0 => t_string!(i18n, people.kindergarten).to_owned(),
        grade => t_string!(i18n, desk.grade, grade = grade).to_string(),
    }
}

pub(super) fn lang_words(i18n: I18nContext<Locale>, lang: Lang) -> &'static str {
    match lang {
        Lang::En => t_string!(i18n, people.english),
        Lang::Es => t_string!(i18n, people.spanish),
    }
}

pub(super) fn state_words(i18n: I18nContext<Locale>, state: ChildState) -> &'static str {
    match state {
        ChildState::Active => t_string!(i18n, people.active),
        ChildState::Waiting => t_string!(i18n, people.waiting),
        ChildState::Archived => t_string!(i18n, people.archived),
        ChildState::Merged => t_string!(i18n, people.merged),
    }
}

/// The classes of a child by name.
pub(super) fn class_words(i18n: I18nContext<Locale>, child: &SchoolChild) -> String {
    let titles: Vec<String> = child.seats.iter().map(|it| it.title.clone()).collect();
    match titles.is_empty() {
        true => t_string!(i18n, people.no_class).to_owned(),
        false => listed(crate::ui::lang_of(i18n.get_locale()), &titles),
    }
}

pub(super) fn kind_words(i18n: I18nContext<Locale>, kind: MergeKind) -> &'static str {
    match kind {
        MergeKind::Classes => t_string!(i18n, people.kind_classes),
        MergeKind::Surveys => t_string!(i18n, people.kind_surveys),
        MergeKind::Answers => t_string!(i18n, people.kind_answers),
        MergeKind::Statements => t_string!(i18n, people.kind_statements),
        MergeKind::Plans => t_string!(i18n, people.kind_plans),
        MergeKind::Goals => t_string!(i18n, people.kind_goals),
        MergeKind::Ticks => t_string!(i18n, people.kind_ticks),
        MergeKind::Sections => t_string!(i18n, people.kind_sections),
        MergeKind::Evidence => t_string!(i18n, people.kind_evidence),
        MergeKind::Help => t_string!(i18n, people.kind_help),
        MergeKind::Observations => t_string!(i18n, people.kind_observations),
        MergeKind::Levels => t_string!(i18n, people.kind_levels),
        MergeKind::CheckIns => t_string!(i18n, people.kind_check_ins),
        MergeKind::Scores => t_string!(i18n, people.kind_scores),
        MergeKind::Groups => t_string!(i18n, people.kind_groups),
        MergeKind::Interventions => t_string!(i18n, people.kind_interventions),
        MergeKind::Away => t_string!(i18n, people.kind_away),
        MergeKind::Guardians => t_string!(i18n, people.kind_guardians),
    }
}

/// What is wrong in a field, of what the school refused last.
pub(super) fn wrong_in(
    i18n: I18nContext<Locale>,
    refused: Signal<Option<ApiError>>,
    field: PersonField,
) -> Signal<Option<String>> {
    Signal::derive(move || match refused.get()?.0 {
        AppError::Invalid(Invalid::Person(why)) if why.field() == Some(field) => {
            Some(error_message(i18n, &why.into()))
        }
        _ => None,
    })
}

/// What is wrong that no field is about.
pub(super) fn wrong_elsewhere(
    i18n: I18nContext<Locale>,
    refused: Signal<Option<ApiError>>,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        let error = refused.get()?.0;
        match error {
            AppError::Invalid(Invalid::Person(why)) if why.field().is_some() => None,
            error => Some(error_message(i18n, &error)),
        }
    })
}
