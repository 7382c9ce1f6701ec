//! A child's plan at the desk: the dream, the goals and how they go, and the editor beside them.

use super::{
    desk_api::{self, CarryOver, SetAway},
    desk_editor::{Acts, Editing, Editor},
    desk_goal::GoalPanel,
    desk_history::History,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Dialog, Icon, Lost, Trouble, lang_of, on_day, picture, told},
};
use chrono::NaiveDate;
use domain::{
    AppError,
    ids::{GoalId, PersonId, PlanId},
    plan::{ChildPlan, Dream, Goal, GoalState, Pace, PlanCard, PlanPage, Updated},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

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
        edit: Editing::new(),
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

/// What the page's parts act with.
#[derive(Clone, Copy)]
struct Lines {
    acts: Option<Acts>,
    away: ServerAction<SetAway>,
    carry: ServerAction<CarryOver>,
    again: RwSignal<usize>,
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
        .is_some_and(|it| it.plan.term.contains(first.today) || is_newest(it));
    let acts = lines.acts.filter(|_| current);
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
            <button
                type="button"
                class="ui-button desk-noprint"
                data-act="print"
                on:click=move |_| print()
            >
                <Icon name="print" />
                {move || t_string!(i18n, desk.print)}
            </button>
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

fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

#[component]
fn Plan(
    page: PlanPage,
    now: Memo<Option<ChildPlan>>,
    acts: Option<Acts>,
    lines: Lines,
    current: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let child = page.child.child;
    let history = RwSignal::new(None::<GoalId>);
    let goals = Memo::new(move |_| {
        let page = now.with(|it| it.as_ref().and_then(|it| it.page.clone()));
        let pairs = page.map(|it| it.plan.goals.into_iter().zip(it.paces).collect::<Vec<_>>());
        pairs.unwrap_or_default()
    });
    let dream = page.plan.dream.clone();
    let living = |it: &Goal| matches!(it.state, GoalState::Living | GoalState::Proposed);
    let open = move |wanted: bool| {
        goals.with(|all| {
            let of = all.iter().filter(|(it, _)| living(it) == wanted);
            of.map(|(it, _)| it.id).collect::<Vec<_>>()
        })
    };
    let panel = move |id: GoalId| {
        let found = move |all: &Vec<(Goal, Pace)>| all.iter().find(|(it, _)| it.id == id).cloned();
        let first = goals.with_untracked(found);
        first.map(|first| {
            let now = Memo::new(move |_| goals.with(found).unwrap_or_else(|| first.clone()));
            view! {
                <GoalPanel now acts history carry=(!current).then_some(lines.carry) child />
            }
        })
    };
    let none = move || open(true).is_empty();
    let over = Memo::new(move |_| open(false).len());
    view! {
        <Refusals acts lines />
        {dream.map(|dream| view! { <DreamPanel dream /> })}
        <div class="plan-goals">
            <For each=move || open(true) key=|id| *id let:id>
                {panel(id)}
            </For>
        </div>
        {move || none().then(|| view! { <p class="desk-quiet">{t_string!(i18n, desk.no_goal_yet)}</p> })}
        <Show when=move || { over.get() > 0 }>
            <details class="desk-history" open=none>
                <summary>{move || t_string!(i18n, desk.goals_over, n = over.get())}</summary>
                <div class="plan-goals">
                    <For each=move || open(false) key=|id| *id let:id>
                        {panel(id)}
                    </For>
                </div>
            </details>
        </Show>
        {current.then(|| view! { <AwayDays now acts away=lines.away child /> })}
        <Earlier child all=page.plans shown=page.plan.id />
        <HistoryDialog child history />
        {acts.map(|acts| view! { <Editor acts now again=lines.again /> })}
    }
    .into_any()
}

#[component]
fn DreamPanel(dream: Dream) -> impl IntoView {
    let i18n = use_i18n();
    let text = dream.text;
    view! {
        <section class="ui-panel plan-dream">
            {dream.picture.map(|it| view! {
                <img class="desk-statement-picture" src=picture(&it) alt="" />
            })}
            <h2 class="ui-panel-title">{move || t_string!(i18n, desk.dream)}</h2>
            <p>{move || text.get(lang_of(i18n.get_locale())).to_owned()}</p>
        </section>
    }
    .into_any()
}

/// Why the last act on a goal did not work.
#[component]
fn Refusals(acts: Option<Acts>, lines: Lines) -> impl IntoView {
    let i18n = use_i18n();
    let refused = move || {
        let own = acts.and_then(|acts| {
            let step = acts.step.value().get().and_then(Result::err);
            let end = acts.end.value().get().and_then(Result::err);
            let answer = acts.answer.value().get().and_then(Result::err);
            step.or(end).or(answer)
        });
        let carry = lines.carry.value().get().and_then(Result::err);
        let away = lines.away.value().get().and_then(Result::err);
        own.or(carry).or(away).map(|ApiError(it)| told(i18n, &it))
    };
    let first = move || {
        acts.is_some_and(|acts| {
            let answers = [acts.end.value().get(), acts.answer.value().get()];
            let mut answers = answers.into_iter().flatten();
            answers.any(|it| matches!(it, Ok(Updated::Conflict(_))))
        })
    };
    let carried = move || matches!(lines.carry.value().get(), Some(Ok(_)));
    view! {
        {move || refused().map(|words| view! { <Banner kind="wrong" icon="alert">{words}</Banner> })}
        {move || first().then(|| view! {
            <Banner kind="stale" icon="info">{move || t_string!(i18n, desk.somebody_was_first)}</Banner>
        })}
        {move || carried().then(|| view! {
            <Banner kind="good" icon="check">{move || t_string!(i18n, desk.carried_over)}</Banner>
        })}
    }
    .into_any()
}

/// The days on which nothing is asked of the child.
#[component]
fn AwayDays(
    now: Memo<Option<ChildPlan>>,
    acts: Option<Acts>,
    away: ServerAction<SetAway>,
    child: PersonId,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = RwSignal::new(String::new());
    let days = Memo::new(move |_| {
        let page = now.with(|it| it.as_ref().and_then(|it| it.page.clone()));
        page.map(|it| it.calendar.away.into_iter().collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let set = move |on: NaiveDate, is: bool| {
        away.dispatch(SetAway {
            child,
            on,
            away: is,
        });
    };
    let may = acts.is_some();
    let one = move |on: NaiveDate| {
        let words = move || on_day(i18n, on);
        match may {
            false => view! { <li><span class="ui-tag">{words}</span></li> }.into_any(),
            true => view! {
                <li>
                    <button
                        type="button"
                        class="ui-button"
                        data-act="not-away"
                        on:click=move |_| set(on, false)
                    >
                        {words}
                        <Icon name="close" />
                        <span class="visually-hidden">
                            {move || t_string!(i18n, desk.not_away)}
                        </span>
                    </button>
                </li>
            }
            .into_any(),
        }
    };
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Ok(on) = typed.get_untracked().parse() {
            set(on, true);
            typed.set(String::new());
        }
    };
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, desk.away_days)}</h2>
            <p class="desk-quiet">{move || t_string!(i18n, desk.away_words)}</p>
            <ul class="plan-away-days">
                <For each=move || days.get() key=|it| *it let:on>
                    {one(on)}
                </For>
            </ul>
            {may.then(|| view! {
                <form class="plan-line-head desk-noprint" on:submit=add>
                    <input
                        class="ui-field-input plan-place"
                        type="date"
                        aria-label=move || t_string!(i18n, desk.away_on)
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    <button class="ui-button" data-act="add-away" disabled=away.pending()>
                        <Icon name="plus" />
                        {move || t_string!(i18n, desk.add_away)}
                    </button>
                </form>
            })}
        </section>
    }
    .into_any()
}

/// Plans stay readable for ever.
#[component]
fn Earlier(child: PersonId, all: Vec<PlanCard>, shown: PlanId) -> impl IntoView {
    let i18n = use_i18n();
    let others = all.into_iter().filter(|it| it.id != shown);
    let one = |it: PlanCard| {
        let (begins, goals, reached) = (it.term.begins, it.goals, it.reached);
        view! {
            <li class="plan-earlier">
                <a class="ui-button" href=format!("/desk/child/{child}/plan?plan={}", it.id)>
                    {it.term.title}
                </a>
                <span class="desk-quiet">
                    {move || on_day(i18n, begins)}
                    " · "
                    {move || t_string!(i18n, desk.goals_reached, goals, reached).to_string()}
                </span>
            </li>
        }
    };
    let others: Vec<_> = others.map(one).collect();
    (!others.is_empty()).then(|| {
        view! {
            <section class="ui-panel desk-noprint">
                <h2 class="ui-panel-title">{move || t_string!(i18n, desk.other_plans)}</h2>
                <ul>{others}</ul>
            </section>
        }
    })
}

#[component]
fn HistoryDialog(child: PersonId, history: RwSignal<Option<GoalId>>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if history.get().is_some() {
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            history.set(None);
        }
    });
    let title = Signal::derive(move || t_string!(i18n, desk.history).to_owned());
    view! {
        <Dialog open title wide=true>
            {move || history.get().map(|goal| view! { <History child goal /> })}
        </Dialog>
    }
    .into_any()
}
