//! A child's plan at the desk: the bar over it, and the plan below.

use super::{content::Plan, keys::PlanKeys};
use crate::{
    ApiError,
    desk::{
        plan::{
            aims::use_aims,
            api::{self, CarryOver, SetAway},
            days::Frame,
            editor::{actions::GoalActions, editing::Editing},
            mutations::PlanMutations,
        },
        ui::{ChildTurns, TitleRow},
    },
    i18n::*,
    ui::{
        Banner, Button, ButtonKind, ButtonLink, Icon, Lost, PrintButton, Trouble, lang_of, on_day,
        picture,
    },
};
use domain::{
    AppError, Lang,
    ids::{CompetencyId, PersonId, PlanId},
    plan::{ChildPlan, PlanPage, TermCard},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};

#[component]
pub fn ChildPlanPage(child: PersonId, can_edit: bool) -> impl IntoView {
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
    let actions = GoalActions {
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
            api::read_child_plan(child, plan).await
        },
    );
    if can_edit {
        begin_asked(actions.edit);
    }
    let mutations = PlanMutations {
        actions: can_edit.then_some(actions),
        away,
        carry,
        again,
    };
    view! {
        <Transition>
            <ChildPlanLoader page mutations />
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
        aims.all.fetch();
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

type Page = Resource<Result<ChildPlan, ApiError>>;

/// What stands on the page, told apart so that its parts stay while their words change.
#[derive(Clone, Debug, PartialEq)]
enum PageState {
    Waiting,
    Plan(Option<PlanId>),
    Refused(AppError),
}

#[component]
fn ChildPlanLoader(page: Page, mutations: PlanMutations) -> impl IntoView {
    let stands = Memo::new(move |_| match page.get() {
        None => PageState::Waiting,
        Some(Ok(it)) => PageState::Plan(it.page.map(|it| it.plan.id)),
        Some(Err(ApiError(error))) => PageState::Refused(error),
    });
    let now = Memo::new(move |_| page.get().and_then(Result::ok));
    provide_context(Frame::of(now));
    move || match stands.get() {
        PageState::Waiting => ().into_any(),
        PageState::Refused(AppError::NotFound) => view! { <Lost /> }.into_any(),
        PageState::Refused(error) => view! { <Trouble error /> }.into_any(),
        PageState::Plan(_) => match now.get_untracked() {
            Some(first) => view! { <ChildPlanContent first now mutations /> }.into_any(),
            None => ().into_any(),
        },
    }
}

#[component]
fn ChildPlanContent(
    first: ChildPlan,
    now: Memo<Option<ChildPlan>>,
    mutations: PlanMutations,
) -> impl IntoView {
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
    let actions = mutations.actions.filter(|_| current);
    let pdf = first
        .page
        .as_ref()
        .map(|it| format!("/desk/child/{id}/plan.pdf?plan={}", it.plan.id));
    let history = match first.page.as_ref().filter(|_| !current) {
        Some(page) => format!("/desk/child/{id}/plan/history?plan={}", page.plan.id),
        None => format!("/desk/child/{id}/plan/history"),
    };
    let term = first.page.as_ref().map(|it| it.plan.term.clone());
    let term = move || {
        let days = |it: &TermCard| (on_day(i18n, it.begins), on_day(i18n, it.ends));
        term.as_ref().map(|it| {
            let (begins, ends) = days(it);
            format!("{} · {begins} – {ends}", it.title)
        })
    };
    let body = match first.page {
        Some(page) => view! { <Plan page now actions mutations current /> }.into_any(),
        None => view! {
            <Banner kind="info" icon="info">
                {move || t_string!(i18n, plan.no_plan_yet)}
            </Banner>
        }
        .into_any(),
    };
    view! {
        <Title text=heading.clone() />
        <PlanKeys class=first.class child=id actions />
        <TitleRow
            title=heading
            lead=move || {
                view! { <img class="desk-child-picture" src=picture(&child.picture) alt="" /> }
            }
            line=term
            acts=move || {
                view! {
                    <ButtonLink href=format!("/desk/child/{id}") class="desk-noprint">
                        <Icon name="people" />
                        {move || t_string!(i18n, desk.profile)}
                    </ButtonLink>
                    <ChildTurns />
                }
            }
            more=move || {
                view! {
                    <ButtonLink href=history.clone() act="plan-history">
                        <Icon name="clock" />
                        {move || t_string!(i18n, plan.history)}
                    </ButtonLink>
                    {pdf
                        .clone()
                        .map(|to| {
                            view! {
                                <ButtonLink
                                    href=to
                                    attr:rel="external"
                                    attr:target="_blank"
                                    act="pdf"
                                >
                                    <Icon name="print" />
                                    {move || t_string!(i18n, plan.pdf)}
                                </ButtonLink>
                            }
                        })}
                    <PrintButton />
                }
            }
            primary=move || {
                actions
                    .map(|actions| {
                        view! {
                            <Button
                                kind=ButtonKind::Main
                                act="new-goal"
                                on_click=move |()| {
                                    actions.edit.begin(None, lang_of(i18n.get_locale_untracked()));
                                }
                                class="desk-noprint"
                            >
                                <Icon name="plus" />
                                {move || t_string!(i18n, plan.new_goal)}
                            </Button>
                        }
                    })
            }
        />
        {body}
    }
    .into_any()
}

fn is_newest(page: &PlanPage) -> bool {
    page.plans.first().is_some_and(|it| it.id == page.plan.id)
}
