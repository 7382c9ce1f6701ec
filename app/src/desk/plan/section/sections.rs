//! A child's plan by the form of its school: its sections in their order, each with its content.

use super::{
    competencies::Competencies,
    context::SectionContext,
    dream::Dream,
    evidence::Evidence,
    facet::Said,
    frame::SectionFrame,
    goals::Goals,
    mastery::Mastery,
    steps::{DailyTable, PaceList, StepsByGoal, WeeklyTable},
    text::WrittenSection,
};
use crate::{i18n::*, ui::lang_of};
use domain::plan::template::{Kind, Section};
use leptos::prelude::*;

/// The sections of the form, and after them what was written under an earlier one.
#[component]
pub(crate) fn Sections(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let (shown, earlier) = context.handles.with_value(|it| {
        let shown: Vec<_> = it.form.template.visible_sections().cloned().collect();
        (shown, it.form.earlier.clone())
    });
    let one = move |section: Section| view! { <OneSection section context /> };
    let earlier = (!earlier.is_empty()).then(|| {
        let all = earlier.into_iter().map(|section| {
            view! {
                <WrittenSection
                    section
                    context=SectionContext {
                        reads: true,
                        ..context
                    }
                />
            }
        });
        view! {
            <details class="desk-history" open>
                <summary>{move || t_string!(i18n, plan.earlier_form)}</summary>
                <p class="desk-quiet">{move || t_string!(i18n, plan.earlier_form_words)}</p>
                <div class="plan-sections">{all.collect_view()}</div>
            </details>
        }
    });
    view! {
        <div class="plan-sections">{shown.into_iter().map(one).collect_view()}</div>
        {earlier}
    }
    .into_any()
}

#[component]
fn OneSection(section: Section, context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let title = section.title.clone();
    let title = Signal::derive(move || title.get(lang_of(i18n.get_locale())).to_owned());
    let body = match section.kind {
        Kind::Text | Kind::Voice | Kind::People | Kind::NextStep => {
            return view! { <WrittenSection section context /> }.into_any();
        }
        Kind::Dream => view! { <Dream context /> }.into_any(),
        Kind::Goals => view! { <Goals context /> }.into_any(),
        Kind::Steps => view! { <StepsByGoal context /> }.into_any(),
        Kind::Daily => view! { <DailyTable context /> }.into_any(),
        Kind::Weekly => view! { <WeeklyTable context /> }.into_any(),
        Kind::Pace => view! { <PaceList context /> }.into_any(),
        Kind::Competencies => view! { <Competencies context /> }.into_any(),
        Kind::Mastery => view! { <Mastery context /> }.into_any(),
        Kind::Evidence => view! { <Evidence context /> }.into_any(),
        Kind::Strengths
        | Kind::LearnsBest
        | Kind::WhenStuck
        | Kind::Interests
        | Kind::Motivation
        | Kind::Needs => view! { <Said kind=section.kind context /> }.into_any(),
    };
    view! {
        <SectionFrame id=section.id title>
            {body}
        </SectionFrame>
    }
    .into_any()
}
