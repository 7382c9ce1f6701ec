//! The first steps of a school, for its office.

use super::{api, step::StepLine};
use crate::{i18n::*, ui::Loaded};
use domain::school::setup::{SchoolSetup, SchoolStep};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// A list of what a new school still needs; nothing once all of it is there.
#[component]
pub fn SchoolSteps() -> impl IntoView {
    let steps = Resource::new(|| (), |()| api::read_school_setup());
    view! {
        <Loaded read=steps let:steps>
            <SchoolStepList steps />
        </Loaded>
    }
    .into_any()
}

#[component]
fn SchoolStepList(steps: SchoolSetup) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |(step, done): (SchoolStep, bool)| {
        let (name, to) = match step {
            SchoolStep::Year => ("year", Some("/desk/school/calendar")),
            SchoolStep::Roster => ("roster", None),
            SchoolStep::Adults => ("adults", Some("/desk/school/adults")),
        };
        view! {
            <StepLine
                name
                done
                title=move || step_title(i18n, step).to_owned()
                words=move || step_words(i18n, step).to_owned()
                to=to.map(str::to_owned)
            />
        }
    };
    (!steps.is_done()).then(|| {
        view! {
            <section class="ui-panel" data-panel="first-steps">
                <h2 class="ui-panel-title">{move || t_string!(i18n, setup.first_steps)}</h2>
                <ol class="setup-steps">{steps.steps().map(one).collect_view()}</ol>
            </section>
        }
    })
}

fn step_title(i18n: I18nContext<Locale>, step: SchoolStep) -> &'static str {
    match step {
        SchoolStep::Year => t_string!(i18n, setup.year),
        SchoolStep::Roster => t_string!(i18n, setup.roster),
        SchoolStep::Adults => t_string!(i18n, setup.adults),
    }
}

fn step_words(i18n: I18nContext<Locale>, step: SchoolStep) -> &'static str {
    match step {
        SchoolStep::Year => t_string!(i18n, setup.year_words),
        SchoolStep::Roster => t_string!(i18n, setup.roster_words),
        SchoolStep::Adults => t_string!(i18n, setup.adults_words),
    }
}
