//! The plans of a class: who is where, who waits for an answer, and a goal for several at once.

use super::{
    desk_api::{self, AnswerProposal, SetAway},
    desk_filters::Filters,
    desk_give::GiveButton,
    desk_glance::Glance,
    desk_keys::ClassKeys,
    desk_order::{Face, View},
    desk_table::Table,
    form_carry::{CarryClass, ClassLeft, class_left},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, PrintButton, Trouble, on_day, told},
};
use domain::{
    AppError,
    ids::{ClassId, PersonId},
    plan::{ClassPage, Updated},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use std::collections::BTreeSet;

/// What teachers do in the table; leaders look.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) answer: ServerAction<AnswerProposal>,
    pub(super) away: ServerAction<SetAway>,
    pub(super) chosen: RwSignal<BTreeSet<PersonId>>,
}

#[component]
pub fn ClassPlansPage(class: ClassId, acts: bool) -> impl IntoView {
    let (answer, away) = (ServerAction::new(), ServerAction::new());
    let chosen = RwSignal::new(BTreeSet::new());
    let again = RwSignal::new(0_usize);
    let page = Resource::new(
        move || (answer.version().get(), away.version().get(), again.get()),
        move |_| desk_api::read_class_plans(class),
    );
    let acts = acts.then_some(Acts {
        answer,
        away,
        chosen,
    });
    let left = acts.map(|_| class_left(class, again));
    view! {
        <Transition>
            <Shown class page acts left again />
        </Transition>
    }
    .into_any()
}

type Page = Resource<Result<ClassPage, ApiError>>;

/// What stands on the page, told apart so that a row stays while its words change.
#[derive(Clone, Debug, PartialEq)]
enum Stands {
    Waiting,
    Table { title: String, has_term: bool },
    Refused(AppError),
}

#[component]
fn Shown(
    class: ClassId,
    page: Page,
    acts: Option<Acts>,
    left: Option<ClassLeft>,
    again: RwSignal<usize>,
) -> impl IntoView {
    let stands = Memo::new(move |_| match page.get() {
        None => Stands::Waiting,
        Some(Ok(page)) => Stands::Table {
            has_term: page.plans.term.is_some(),
            title: page.plans.title,
        },
        Some(Err(ApiError(error))) => Stands::Refused(error),
    });
    let now = Memo::new(move |_| page.get().and_then(Result::ok));
    move || match stands.get() {
        Stands::Waiting => ().into_any(),
        Stands::Refused(error) => view! { <Trouble error /> }.into_any(),
        Stands::Table { title, has_term } => {
            let acts = acts.filter(|_| has_term);
            view! { <Whole class title has_term now acts left again /> }.into_any()
        }
    }
}

#[component]
fn Whole(
    class: ClassId,
    title: String,
    has_term: bool,
    now: Memo<Option<ClassPage>>,
    acts: Option<Acts>,
    left: Option<ClassLeft>,
    again: RwSignal<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let left = left.filter(|_| acts.is_some());
    let query = use_query_map();
    let view = Memo::new(move |_| View::parse(|key| query.read().get(key)));
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
        let mut shown = rows.get();
        shown.retain(|it| view.has(it, today));
        view.order(&mut shown);
        shown
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
        Some(view! { <span class="ui-tag">{term.title} " · " {days}</span> })
    };
    let heading = {
        let class = title.clone();
        move || t_string!(i18n, desk.plans_of, class = class.clone()).to_string()
    };
    view! {
        <Title text=heading.clone() />
        <div class="board-bar">
            <h1 class="board-title">{heading}</h1>
            {term}
            <ClassKeys acts search give />
            <a class="ui-button desk-noprint" href=format!("/desk/class/{class}/week") data-act="week">
                <Icon name="list" />
                {move || t_string!(i18n, view.week)}
            </a>
            {some_plan.then(|| view! {
                <a
                    class="ui-button desk-noprint"
                    href=format!("/desk/class/{class}/plans.pdf")
                    rel="external"
                    target="_blank"
                    data-act="pdf"
                >
                    <Icon name="print" />
                    {move || t_string!(i18n, plans.pdf_class)}
                </a>
            })}
            <PrintButton />
            {acts.map(|acts| view! { <GiveButton class rows acts again open=give /> })}
        </div>
        {acts.map(|acts| view! { <Answers acts /> })}
        {left.map(|left| view! { <CarryClass class left again /> })}
        {(!has_term).then(|| view! {
            <Banner kind="info" icon="info">{move || t_string!(i18n, desk.no_term)}</Banner>
        })}
        <Filters class view rows shown today search />
        {move || match face.get() {
            Face::Table => view! { <Table class view shown now acts /> }.into_any(),
            Face::Glance => view! { <Glance class view shown now /> }.into_any(),
        }}
    }
    .into_any()
}

/// What came of the last act.
#[component]
fn Answers(acts: Acts) -> impl IntoView {
    let i18n = use_i18n();
    let refused = move || {
        let answer = acts.answer.value().get().and_then(Result::err);
        let away = acts.away.value().get().and_then(Result::err);
        answer.or(away).map(|ApiError(error)| told(i18n, &error))
    };
    let conflict = move || matches!(acts.answer.value().get(), Some(Ok(Updated::Conflict(_))));
    let said = move || match acts.answer.value().get() {
        Some(Ok(Updated::Kept(_))) => t_string!(i18n, desk.said_yes),
        _ => "",
    };
    view! {
        {move || refused().map(|words| view! { <Banner kind="wrong" icon="alert">{words}</Banner> })}
        {move || conflict().then(|| view! {
            <Banner kind="stale" icon="info">{move || t_string!(i18n, desk.somebody_was_first)}</Banner>
        })}
        <p class="visually-hidden" role="status">{said}</p>
    }
    .into_any()
}
