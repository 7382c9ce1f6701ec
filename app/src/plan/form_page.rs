//! A child's plan by the form of its school: its sections in their order, each with its content.

use super::{
    desk_child::Lines,
    desk_editor::Acts,
    form_dream::Dream,
    form_evidence::Evidence,
    form_facet::Said,
    form_goals::Goals,
    form_mastery::{Competencies, Mastery},
    form_steps::{DailyTable, PaceList, StepsByGoal, WeeklyTable},
    form_written::WrittenSection,
};
use crate::{i18n::*, ui::lang_of};
use domain::{
    ids::{GoalId, PersonId, PlanId},
    plan::{
        ChildPlan, Goal, GoalState, Pace, PlanPage,
        template::{Form, Kind, Section},
    },
};
use leptos::prelude::*;

/// What the sections of a plan show, and what is done in them.
#[derive(Clone, Copy)]
pub(super) struct Paper {
    pub(super) child: PersonId,
    pub(super) plan: PlanId,
    pub(super) current: bool,
    /// Nothing is done in it, whoever looks.
    pub(super) reads: bool,
    pub(super) held: StoredValue<Held>,
}

/// What they act with.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) now: Memo<Option<ChildPlan>>,
    /// None: it is only read.
    pub(super) acts: Option<Acts>,
    pub(super) lines: Lines,
    pub(super) history: RwSignal<Option<GoalId>>,
    pub(super) form: Form,
}

impl Paper {
    pub(super) fn now(self) -> Memo<Option<ChildPlan>> {
        self.held.with_value(|it| it.now)
    }

    pub(super) fn acts(self) -> Option<Acts> {
        self.held.with_value(|it| it.acts).filter(|_| !self.reads)
    }

    pub(super) fn lines(self) -> Lines {
        self.held.with_value(|it| it.lines)
    }

    pub(super) fn page<T>(self, look: impl FnOnce(&PlanPage) -> T) -> Option<T> {
        self.now()
            .with(|it| Some(look(it.as_ref()?.page.as_ref()?)))
    }

    /// The goals and how they go, of those that are or were lived.
    pub(super) fn goals(self, wanted: impl Fn(GoalState) -> bool) -> Vec<(Goal, Pace)> {
        let all = self.page(|it| {
            let pairs = it.plan.goals.iter().zip(&it.paces);
            let wanted = pairs.filter(|(goal, _)| wanted(goal.state));
            wanted
                .map(|(goal, pace)| (goal.clone(), pace.clone()))
                .collect::<Vec<_>>()
        });
        all.unwrap_or_default()
    }

    pub(super) fn living(self) -> Vec<(Goal, Pace)> {
        self.goals(|it| it == GoalState::Living)
    }

    /// Whether the form has a section of this kind, which then stands in no other.
    pub(super) fn has(self, kind: Kind) -> bool {
        self.held.with_value(|it| it.form.template.shows(kind))
    }
}

/// The sections of the form, and after them what was written under an earlier one.
#[component]
pub(super) fn Sections(paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    let (shown, earlier) = paper.held.with_value(|it| {
        let shown: Vec<_> = it.form.template.shown().cloned().collect();
        (shown, it.form.earlier.clone())
    });
    let one = move |section: Section| view! { <OneSection section paper /> };
    let earlier = (!earlier.is_empty()).then(|| {
        let all = earlier.into_iter().map(|section| {
            view! {
                <WrittenSection section paper=Paper { reads: true, ..paper } />
            }
        });
        view! {
            <details class="desk-history" open>
                <summary>{move || t_string!(i18n, template.earlier_form)}</summary>
                <p class="desk-quiet">{move || t_string!(i18n, template.earlier_form_words)}</p>
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
fn OneSection(section: Section, paper: Paper) -> impl IntoView {
    let i18n = use_i18n();
    let title = section.title.clone();
    let title = Signal::derive(move || title.get(lang_of(i18n.get_locale())).to_owned());
    let body = match section.kind {
        Kind::Text | Kind::Voice | Kind::People | Kind::NextStep => {
            return view! { <WrittenSection section paper /> }.into_any();
        }
        Kind::Dream => view! { <Dream paper /> }.into_any(),
        Kind::Goals => view! { <Goals paper /> }.into_any(),
        Kind::Steps => view! { <StepsByGoal paper /> }.into_any(),
        Kind::Daily => view! { <DailyTable paper /> }.into_any(),
        Kind::Weekly => view! { <WeeklyTable paper /> }.into_any(),
        Kind::Pace => view! { <PaceList paper /> }.into_any(),
        Kind::Competencies => view! { <Competencies paper /> }.into_any(),
        Kind::Mastery => view! { <Mastery paper /> }.into_any(),
        Kind::Evidence => view! { <Evidence paper /> }.into_any(),
        Kind::Strengths
        | Kind::LearnsBest
        | Kind::WhenStuck
        | Kind::Interests
        | Kind::Motivation
        | Kind::Needs => view! { <Said kind=section.kind paper /> }.into_any(),
    };
    view! {
        <SectionFrame id=section.id title>
            {body}
        </SectionFrame>
    }
    .into_any()
}

/// A section's title over its content.
#[component]
pub(super) fn SectionFrame(id: String, title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <section class="plan-section" data-section=id>
            <h2 class="plan-section-title">{title}</h2>
            {children()}
        </section>
    }
    .into_any()
}

/// What stands where there is nothing to show.
#[component]
pub(super) fn Nothing(words: Signal<&'static str>) -> impl IntoView {
    view! { <p class="desk-quiet">{words}</p> }.into_any()
}
