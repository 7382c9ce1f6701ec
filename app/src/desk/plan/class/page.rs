//! The plans of a class: who is where, who waits for an answer, and a goal for several at once.

use super::{
    actions::ClassActions,
    carry::{CarryClass, ClassLeft, class_left},
    filters::Filters,
    give::GiveButton,
    glance::Glance,
    keys::ClassKeys,
    table::PlansTable,
};
use crate::{
    ApiError,
    desk::{plan::api, ui::TitleRow},
    i18n::*,
    ui::{Banner, ButtonLink, Icon, PrintButton, Trouble, error_message, on_day},
};
use domain::{
    AppError,
    ids::ClassId,
    plan::{
        ClassPage, GoalUpdate,
        class_view::{ClassView, Face},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use std::collections::BTreeSet;

#[component]
pub fn ClassPlansPage(class: ClassId, can_edit: bool) -> impl IntoView {
    let (answer, away) = (ServerAction::new(), ServerAction::new());
    let chosen = RwSignal::new(BTreeSet::new());
    let again = RwSignal::new(0_usize);
    let page = Resource::new(
        move || (answer.version().get(), away.version().get(), again.get()),
        move |_| api::read_class_plans(class),
    );
    let actions = can_edit.then_some(ClassActions {
        answer,
        away,
        chosen,
    });
    let left = actions.map(|_| class_left(class, again));
    view! {
        <Transition>
            <ClassPlansLoader class page actions left again />
        </Transition>
    }
    .into_any()
}

type Page = Resource<Result<ClassPage, ApiError>>;

/// What stands on the page, told apart so that a row stays while its words change.
#[derive(Clone, Debug, PartialEq)]
enum PageState {
    Waiting,
    Table { title: String, has_term: bool },
    Refused(AppError),
}

#[component]
fn ClassPlansLoader(
    class: ClassId,
    page: Page,
    actions: Option<ClassActions>,
    left: Option<ClassLeft>,
    again: RwSignal<usize>,
) -> impl IntoView {
    let stands = Memo::new(move |_| match page.get() {
        None => PageState::Waiting,
        Some(Ok(page)) => PageState::Table {
            has_term: page.plans.term.is_some(),
            title: page.plans.title,
        },
        Some(Err(ApiError(error))) => PageState::Refused(error),
    });
    let now = Memo::new(move |_| page.get().and_then(Result::ok));
    move || match stands.get() {
        PageState::Waiting => ().into_any(),
        PageState::Refused(error) => view! { <Trouble error /> }.into_any(),
        PageState::Table { title, has_term } => {
            let actions = actions.filter(|_| has_term);
            view! { <ClassPlansContent class title has_term now actions left again /> }.into_any()
        }
    }
}

#[component]
fn ClassPlansContent(
    class: ClassId,
    title: String,
    has_term: bool,
    now: Memo<Option<ClassPage>>,
    actions: Option<ClassActions>,
    left: Option<ClassLeft>,
    again: RwSignal<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let left = left.filter(|_| actions.is_some());
    let query = use_query_map();
    let view = Memo::new(move |_| ClassView::parse(|key| query.read().get(key)));
    let today = Memo::new(move |_| {
        now.with(|it| it.as_ref().map(|it| it.today))
            .unwrap_or_default()
    });
    let rows = Memo::new(move |_| {
        let rows = now.with(|it| it.as_ref().map(|it| it.plans.rows.clone()));
        rows.unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        let (view, today) = (view.get(), today.get());
        rows.with(|all| view.rows(all, today))
    });
    let some_plan = rows.with_untracked(|all| all.iter().any(|it| it.plan.is_some()));
    let face = Memo::new(move |_| view.with(|it| it.face));
    let (search, give) = (NodeRef::new(), RwSignal::new(false));
    let term = move || {
        let term = now.with(|it| it.as_ref().and_then(|it| it.plans.term.clone()))?;
        let days = format!(
            "{} – {}",
            on_day(i18n, term.begins),
            on_day(i18n, term.ends)
        );
        Some(format!("{} · {days}", term.title))
    };
    let heading = {
        let class = title.clone();
        move || t_string!(i18n, plan.plans_of, class = class.clone()).to_string()
    };
    view! {
        <Title text=heading.clone() />
        <ClassKeys actions search give />
        <TitleRow
            title=heading
            line=term
            acts=move || {
                view! {
                    <ButtonLink
                        href=format!("/desk/class/{class}/week")
                        act="week"
                        class="desk-noprint"
                    >
                        <Icon name="list" />
                        {move || t_string!(i18n, plan.week)}
                    </ButtonLink>
                }
            }
            more=move || {
                view! {
                    {some_plan
                        .then(|| {
                            view! {
                                <ButtonLink
                                    href=format!("/desk/class/{class}/plans.pdf")
                                    attr:rel="external"
                                    attr:target="_blank"
                                    act="pdf"
                                >
                                    <Icon name="print" />
                                    {move || t_string!(i18n, plan.pdf_class)}
                                </ButtonLink>
                            }
                        })}
                    <PrintButton />
                }
            }
            primary=move || {
                actions.map(|actions| view! { <GiveButton class rows actions again open=give /> })
            }
        />
        {actions.map(|actions| view! { <PlanAnswers actions /> })}
        {left.map(|left| view! { <CarryClass class left again /> })}
        {(!has_term)
            .then(|| {
                view! {
                    <Banner kind="info" icon="info">
                        {move || t_string!(i18n, plan.no_term)}
                    </Banner>
                }
            })}
        <Filters class view rows shown today search />
        {move || match face.get() {
            Face::Table => view! { <PlansTable class view shown now actions /> }.into_any(),
            Face::Glance => view! { <Glance class view shown now /> }.into_any(),
        }}
    }
    .into_any()
}

/// What came of the last act.
#[component]
fn PlanAnswers(actions: ClassActions) -> impl IntoView {
    let i18n = use_i18n();
    let refused = move || {
        let answer = actions.answer.value().get().and_then(Result::err);
        let away = actions.away.value().get().and_then(Result::err);
        answer
            .or(away)
            .map(|ApiError(error)| error_message(i18n, &error))
    };
    let conflict = move || {
        matches!(
            actions.answer.value().get(),
            Some(Ok(GoalUpdate::Conflict(_)))
        )
    };
    let said = move || match actions.answer.value().get() {
        Some(Ok(GoalUpdate::Kept(_))) => t_string!(i18n, plan.said_yes),
        _ => "",
    };
    view! {
        {move || {
            refused()
                .map(|words| {
                    view! {
                        <Banner kind="wrong" icon="alert">
                            {words}
                        </Banner>
                    }
                })
        }}
        {move || {
            conflict()
                .then(|| {
                    view! {
                        <Banner kind="stale" icon="info">
                            {move || t_string!(i18n, plan.somebody_was_first)}
                        </Banner>
                    }
                })
        }}
        <p class="visually-hidden" role="status">
            {said}
        </p>
    }
    .into_any()
}
