//! A child's plan at the desk: the bar over it, and the plan below.

use super::{
    desk_aim::use_aims,
    desk_api::{self, CarryOver, SetAway},
    desk_child_keys::PlanKeys,
    desk_editing::Editing,
    desk_editor::Acts,
    desk_frame::Frame,
    desk_plan::Plan,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, Lost, PrintButton, Trouble, lang_of, on_day, picture},
};
use domain::{
    AppError, Lang,
    ids::{CompetencyId, PersonId, PlanId},
    plan::{ChildPlan, PlanPage},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};

#[component]
pub fn ChildPlanPage(child: PersonId, acts: bool) -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.read().get("plan"));
    let again = RwSignal::new(0_usize);
    let (end, answer, step) = (
        ServerAction::new(),
        ServerAction::new(),
        ServerAction::new(),
    );
    let away = ServerAction::<SetAway>::new();
    let carry = ServerAction::<CarryOver>::new();
    let actions = Acts {
        child,
        end,
        answer,
        step,
        edit: Editing::new(child),
    };
    let versions = move || {
        (
            end.version().get(),
            answer.version().get(),
            step.version().get(),
            away.version().get(),
            carry.version().get(),
        )
    };
    let page = Resource::new(
        move || (asked.get(), versions(), again.get()),
        move |(asked, ..)| async move {
            let plan = asked.map(|it| it.parse::<PlanId>()).transpose();
            let plan = plan.map_err(|_| ApiError(AppError::NotFound))?;
            desk_api::read_child_plan(child, plan).await
        },
    );
    if acts {
        begin_asked(actions.edit);
    }
    let lines = Lines {
        acts: acts.then_some(actions),
        away,
        carry,
        again,
    };
    view! {
        <Transition>
            <Shown page lines />
        </Transition>
    }
    .into_any()
}

/// A competency that stands in the address becomes a new goal, once.
fn begin_asked(edit: Editing) {
    let i18n = use_i18n();
    let (query, aims, go) = (use_query_map(), use_aims(), use_navigate());
    let path = use_location().pathname;
    let asked = Memo::new(move |_| query.read().get("aim")?.parse::<CompetencyId>().ok());
    Effect::new(move |_| {
        let Some(id) = asked.get() else { return };
        aims.fetch();
        let Some(competency) = aims.find(id) else {
            return;
        };
        let lang = lang_of(i18n.get_locale_untracked());
        let child = query.read_untracked().get("in");
        let child = child.and_then(|it| Lang::parse(&it)).unwrap_or(lang);
        edit.begin_aim(&competency, lang, child);
        let replace = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        go(&path.get_untracked(), replace);
    });
}

/// What the page's parts act with.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    pub(super) acts: Option<Acts>,
    pub(super) away: ServerAction<SetAway>,
    pub(super) carry: ServerAction<CarryOver>,
    pub(super) again: RwSignal<usize>,
}

type Page = Resource<Result<ChildPlan, ApiError>>;

/// What stands on the page, told apart so that its parts stay while their words change.
#[derive(Clone, Debug, PartialEq)]
enum Stands {
    Waiting,
    Plan(Option<PlanId>),
    Refused(AppError),
}

#[component]
fn Shown(page: Page, lines: Lines) -> impl IntoView {
    let stands = Memo::new(move |_| match page.get() {
        None => Stands::Waiting,
        Some(Ok(it)) => Stands::Plan(it.page.map(|it| it.plan.id)),
        Some(Err(ApiError(error))) => Stands::Refused(error),
    });
    let now = Memo::new(move |_| page.get().and_then(Result::ok));
    provide_context(Frame::of(now));
    move || match stands.get() {
        Stands::Waiting => ().into_any(),
        Stands::Refused(AppError::NotFound) => view! { <Lost /> }.into_any(),
        Stands::Refused(error) => view! { <Trouble error /> }.into_any(),
        Stands::Plan(_) => match now.get_untracked() {
            Some(first) => view! { <Whole first now lines /> }.into_any(),
            None => ().into_any(),
        },
    }
}

#[component]
fn Whole(first: ChildPlan, now: Memo<Option<ChildPlan>>, lines: Lines) -> impl IntoView {
    let i18n = use_i18n();
    let child = first.child.clone();
    let id = child.child;
    let heading = {
        let name = child.name.clone();
        move || t_string!(i18n, desk.plan_of, name = name.clone()).to_string()
    };
    let current = first
        .page
        .as_ref()
        .is_some_and(|it| it.current || it.plan.term.contains(first.today) || is_newest(it));
    let acts = lines.acts.filter(|_| current);
    let pdf = first
        .page
        .as_ref()
        .map(|it| format!("/desk/child/{id}/plan.pdf?plan={}", it.plan.id));
    let history = match first.page.as_ref().filter(|_| !current) {
        Some(page) => format!("/desk/child/{id}/plan/history?plan={}", page.plan.id),
        None => format!("/desk/child/{id}/plan/history"),
    };
    let term = first.page.as_ref().map(|it| it.plan.term.clone());
    let term = term.map(|it| {
        let (begins, ends) = (it.begins, it.ends);
        view! {
            <span class="ui-tag">
                {it.title} " · "
                {move || format!("{} – {}", on_day(i18n, begins), on_day(i18n, ends))}
            </span>
        }
    });
    let body = match first.page {
        Some(page) => view! { <Plan page now acts lines current /> }.into_any(),
        None => view! {
            <Banner kind="info" icon="info">{move || t_string!(i18n, desk.no_plan_yet)}</Banner>
        }
        .into_any(),
    };
    view! {
        <Title text=heading.clone() />
        <div class="board-bar">
            <div class="desk-child-who board-title">
                <img class="desk-child-picture" src=picture(&child.picture) alt="" />
                <h1 class="ui-title">{heading}</h1>
            </div>
            {term}
            <a class="ui-button desk-noprint" href=format!("/desk/child/{id}")>
                <Icon name="people" />
                {move || t_string!(i18n, desk.profile)}
            </a>
            <a class="ui-button desk-noprint" href=format!("/desk/class/{}/plans", first.class)>
                <Icon name="back" />
                {move || t_string!(i18n, desk.to_the_plans)}
            </a>
            <a class="ui-button desk-noprint" href=history data-act="plan-history">
                <Icon name="clock" />
                {move || t_string!(i18n, desk.history)}
            </a>
            {pdf.map(|to| view! {
                <a class="ui-button desk-noprint" href=to rel="external" target="_blank" data-act="pdf">
                    <Icon name="print" />
                    {move || t_string!(i18n, plans.pdf)}
                </a>
            })}
            <PlanKeys class=first.class child=id acts />
            <PrintButton />
            {acts.map(|acts| view! {
                <button
                    type="button"
                    class="ui-button desk-noprint"
                    data-kind="main"
                    data-act="new-goal"
                    on:click=move |_| acts.edit.begin(None, lang_of(i18n.get_locale_untracked()))
                >
                    <Icon name="plus" />
                    {move || t_string!(i18n, desk.new_goal)}
                </button>
            })}
        </div>
        {body}
    }
    .into_any()
}

fn is_newest(page: &PlanPage) -> bool {
    page.plans.first().is_some_and(|it| it.id == page.plan.id)
}
