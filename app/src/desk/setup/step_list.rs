//! The steps of a class, and where each is taken.

use super::step::StepLine;
use crate::i18n::*;
use domain::{
    ids::ClassId,
    school::setup::{ClassSetup, ClassStep},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// All steps of a class, each with the way to it.
#[component]
pub(super) fn StepList(class: ClassId, steps: ClassSetup) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |(step, done): (ClassStep, bool)| {
        view! {
            <StepLine
                name=step_name(step)
                done
                title=move || step_title(i18n, step).to_owned()
                words=move || step_words(i18n, step).to_owned()
                to=step_page(step).map(|page| format!("/desk/class/{class}{page}"))
            />
        }
    };
    view! { <ol class="setup-steps">{steps.steps().map(one).collect_view()}</ol> }.into_any()
}

const fn step_name(step: ClassStep) -> &'static str {
    match step {
        ClassStep::Children => "children",
        ClassStep::Tablets => "tablets",
        ClassStep::Pictures => "pictures",
        ClassStep::Survey => "survey",
        ClassStep::Goals => "goals",
    }
}

/// The page of the class where the step is taken; the office brings the children.
const fn step_page(step: ClassStep) -> Option<&'static str> {
    match step {
        ClassStep::Children => None,
        ClassStep::Tablets => Some("/tablets"),
        ClassStep::Pictures => Some("/pictures"),
        ClassStep::Survey => Some(""),
        ClassStep::Goals => Some("/plans"),
    }
}

fn step_title(i18n: I18nContext<Locale>, step: ClassStep) -> &'static str {
    match step {
        ClassStep::Children => t_string!(i18n, setup.children),
        ClassStep::Tablets => t_string!(i18n, setup.tablets),
        ClassStep::Pictures => t_string!(i18n, setup.pictures),
        ClassStep::Survey => t_string!(i18n, setup.survey),
        ClassStep::Goals => t_string!(i18n, setup.goals),
    }
}

fn step_words(i18n: I18nContext<Locale>, step: ClassStep) -> &'static str {
    match step {
        ClassStep::Children => t_string!(i18n, setup.children_words),
        ClassStep::Tablets => t_string!(i18n, setup.tablets_words),
        ClassStep::Pictures => t_string!(i18n, setup.pictures_words),
        ClassStep::Survey => t_string!(i18n, setup.survey_words),
        ClassStep::Goals => t_string!(i18n, setup.goals_words),
    }
}
