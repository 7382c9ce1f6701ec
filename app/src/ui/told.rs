//! Errors in the person's own words.

use crate::i18n::*;
use domain::AppError;
use leptos_i18n::I18nContext;

/// What a person reads when something did not work.
pub fn told(i18n: I18nContext<Locale>, error: &AppError) -> String {
    match error {
        AppError::SignedOut => t_string!(i18n, error.signed_out).to_owned(),
        AppError::NotFound => t_string!(i18n, error.not_found).to_owned(),
        AppError::Invalid { field, why } => match (field.as_str(), why.as_str()) {
            ("code", _) => t_string!(i18n, error.code_wrong).to_owned(),
            ("password", "too-short") => t_string!(i18n, error.password_short).to_owned(),
            ("password", "too-long") => t_string!(i18n, error.password_long).to_owned(),
            ("password", "common") => t_string!(i18n, error.password_common).to_owned(),
            ("name" | "password", _) => t_string!(i18n, error.name_or_password_wrong).to_owned(),
            (_, "no-child") => t_string!(i18n, observation.no_child).to_owned(),
            (_, "nothing-seen") => t_string!(i18n, observation.nothing_seen).to_owned(),
            (_, "too-late") => t_string!(i18n, observation.too_late).to_owned(),
            (_, "no-photo" | "too-big" | "says-where") => {
                t_string!(i18n, error.no_photo).to_owned()
            }
            (_, "too-many-pieces") => t_string!(i18n, error.too_many_pieces).to_owned(),
            ("file", _) => t_string!(i18n, error.file_too_big).to_owned(),
            ("invitation", _) => t_string!(i18n, error.invitation_over).to_owned(),
            (field, why) => of_the_year(i18n, field, why)
                .or_else(|| of_a_form(i18n, why).map(str::to_owned))
                .or_else(|| of_a_group(i18n, field, why).map(str::to_owned))
                .unwrap_or_else(|| of_a_goal(i18n, field, why).to_owned()),
        },
        AppError::Busy { seconds } => t_string!(i18n, error.busy, seconds = *seconds).to_string(),
        AppError::Offline => t_string!(i18n, error.offline).to_owned(),
        AppError::Broken { id } => t_string!(i18n, error.broken, id = id.clone()).to_string(),
    }
}

/// Why a term, or a line of a list of days off, can't be so; which one it is, is in the field's name.
fn of_the_year(i18n: I18nContext<Locale>, field: &str, why: &str) -> Option<String> {
    let number = |what: &str| field.strip_prefix(what)?.parse::<usize>().ok();
    if let Some(n) = number("line-") {
        let why = off_words(i18n, why);
        return Some(t_string!(i18n, template.e_line, n, why).to_string());
    }
    if let Some(n) = number("term-") {
        let why = match why {
            "backwards" => t_string!(i18n, template.e_backwards),
            "overlaps" => t_string!(i18n, template.e_overlaps),
            "used-twice" => t_string!(i18n, template.e_term_twice),
            _ => t_string!(i18n, template.e_length),
        };
        return Some(t_string!(i18n, template.e_term, n, why).to_string());
    }
    match (field, why) {
        ("title" | "last", "no-title" | "title-too-long" | "backwards" | "too-many-days") => {
            Some(off_words(i18n, why).to_owned())
        }
        ("year", "too-long") => Some(t_string!(i18n, template.e_year_long).to_owned()),
        ("year", _) => Some(t_string!(i18n, template.e_year_short).to_owned()),
        _ => None,
    }
}

/// Why days off can't be so.
pub fn off_words(i18n: I18nContext<Locale>, why: &str) -> &'static str {
    match why {
        "no-title" => t_string!(i18n, template.e_no_title),
        "title-too-long" => t_string!(i18n, template.e_title_long),
        "backwards" => t_string!(i18n, template.e_backwards),
        "too-many-days" => t_string!(i18n, template.e_many_days),
        "day-twice" => t_string!(i18n, template.e_twice),
        "too-many-lines" => t_string!(i18n, template.e_many_lines),
        _ => t_string!(i18n, template.e_no_date),
    }
}

/// Why a form, or what is written in a plan by it, can't be so.
fn of_a_form(i18n: I18nContext<Locale>, why: &str) -> Option<&'static str> {
    Some(match why {
        "too-many-terms" => t_string!(i18n, template.e_many_terms),
        "term-has-plans" => t_string!(i18n, template.e_has_plans),
        "no-line" => t_string!(i18n, template.e_no_line),
        "changed-meanwhile" => t_string!(i18n, template.e_changed),
        "unknown-form" => t_string!(i18n, template.e_unknown_form),
        "no-next-term" => t_string!(i18n, template.e_no_next_term),
        "section-title" => t_string!(i18n, template.e_section_title),
        "no-goals" => t_string!(i18n, template.e_no_goals),
        "section-twice" | "section-missing" => t_string!(i18n, template.e_sections),
        "how-many-terms" => t_string!(i18n, template.e_how_many),
        "earlier-plan" => t_string!(i18n, template.e_earlier_plan),
        "unknown-section" => t_string!(i18n, template.e_unknown_section),
        "not-written" => t_string!(i18n, template.e_not_written),
        "no-choice" => t_string!(i18n, template.e_no_choice),
        "too-many-people" => t_string!(i18n, template.e_many_people),
        "no-name" => t_string!(i18n, template.e_no_name),
        "too-many-goals" => t_string!(i18n, template.e_many_goals),
        _ => return None,
    })
}

/// Why a group, or what is tried, can't be so.
fn of_a_group(i18n: I18nContext<Locale>, field: &str, why: &str) -> Option<&'static str> {
    Some(match (field, why) {
        ("ends" | "follow-up", "backwards") => t_string!(i18n, group.e_backwards),
        (_, "longer-than-three-weeks") => t_string!(i18n, group.e_three_weeks),
        (_, "longer-than-the-term") => t_string!(i18n, group.e_term),
        (_, "group-ended") => t_string!(i18n, group.e_ended),
        (_, "too-late") => t_string!(i18n, group.e_too_late),
        (_, "not-later") => t_string!(i18n, intervention.e_not_later),
        (_, "looked-already") => t_string!(i18n, intervention.e_looked),
        _ => return None,
    })
}

/// Why a goal, or something beside it, can't be so.
fn of_a_goal(i18n: I18nContext<Locale>, field: &str, why: &str) -> &'static str {
    match (field, why) {
        (_, "three-already") => t_string!(i18n, error.three_already),
        (_, "not-of-the-book") => t_string!(i18n, error.not_of_the_book),
        (_, "not-new") => t_string!(i18n, error.not_new),
        ("on", "not-yet-come") => t_string!(i18n, competency.not_come),
        ("competency", "retired") => t_string!(i18n, competency.is_retired),
        ("days", "none") => t_string!(i18n, error.no_day),
        (_, "none") => t_string!(i18n, error.no_term),
        (_, "same") => t_string!(i18n, error.same_term),
        (_, "over") => t_string!(i18n, error.goal_over),
        (_, "proposed") => t_string!(i18n, error.still_proposed),
        (_, "answered") => t_string!(i18n, error.answered_already),
        (_, "not-living") => t_string!(i18n, error.not_living),
        (_, "length") => t_string!(i18n, error.length),
        (_, "too-long") => t_string!(i18n, error.too_long),
        (_, "version-is-another") => t_string!(i18n, error.version_is_another),
        ("title", "empty") => t_string!(i18n, error.no_title),
        (_, "empty") => t_string!(i18n, error.empty),
        ("steps", "too-many") => t_string!(i18n, error.too_many_steps),
        (_, "too-many") => t_string!(i18n, error.too_many_daily),
        (_, "no-picture") => t_string!(i18n, error.no_picture),
        (_, "used-twice") => t_string!(i18n, error.used_twice),
        (_, "unknown") => t_string!(i18n, error.unknown_line),
        (_, "start-is-target") => t_string!(i18n, error.start_is_target),
        (_, "no-number") => t_string!(i18n, error.no_number),
        _ => t_string!(i18n, error.not_understood),
    }
}
