//! The plans of a class: who is where, who waits for an answer, and a goal for several at once.

use super::{
    desk_api::{self, AnswerProposal, SetAway},
    desk_give::GiveButton,
    desk_order::{Only, Sort, address},
    desk_words::{StandingTag, state_words},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, Trouble, lang_of, on_day, picture, told},
};
use domain::{
    AppError,
    ids::{ClassId, PersonId},
    plan::{ClassPage, GoalLine, GoalState, PlanRow, Updated},
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
    view! {
        <Transition>
            <Shown class page acts again />
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
fn Shown(class: ClassId, page: Page, acts: Option<Acts>, again: RwSignal<usize>) -> impl IntoView {
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
            view! { <Whole class title has_term now acts again /> }.into_any()
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
    again: RwSignal<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let sort = Memo::new(move |_| Sort::parse(query.read().get("sort")));
    let only = Memo::new(move |_| Only::parse(query.read().get("show")));
    let rows = Memo::new(move |_| {
        let mut rows = now.with(|it| it.as_ref().map(|it| it.plans.rows.clone()));
        if let Some(rows) = &mut rows {
            sort.get().sort(rows);
        }
        rows.unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        let only = only.get();
        rows.with(|all| {
            all.iter()
                .filter(|it| only.has(it))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
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
            <button
                type="button"
                class="ui-button desk-noprint"
                data-act="print"
                on:click=move |_| print()
            >
                <Icon name="print" />
                {move || t_string!(i18n, desk.print)}
            </button>
            {acts.map(|acts| view! { <GiveButton class rows acts again /> })}
        </div>
        {acts.map(|acts| view! { <Answers acts /> })}
        {(!has_term).then(|| view! {
            <Banner kind="info" icon="info">{move || t_string!(i18n, desk.no_term)}</Banner>
        })}
        <Filters class sort only rows />
        <Table class sort only shown now acts />
    }
    .into_any()
}

fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
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

#[component]
fn Filters(
    class: ClassId,
    sort: Memo<Sort>,
    only: Memo<Only>,
    rows: Memo<Vec<PlanRow>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |(it, name): (Only, &'static str)| {
        let count = move || rows.with(|all| all.iter().filter(|row| it.has(row)).count());
        let words = move || match it {
            Only::All => t_string!(i18n, desk.show_all, n = count()),
            Only::Waiting => t_string!(i18n, desk.show_waiting, n = count()),
            Only::Behind => t_string!(i18n, desk.show_behind, n = count()),
            Only::NoGoal => t_string!(i18n, desk.show_no_goal, n = count()),
        };
        view! {
            <a
                class="ui-switch-part"
                href=move || address(class, sort.get(), it)
                data-show=name
                aria-current=move || (only.get() == it).then_some("true")
            >
                {words}
            </a>
        }
    };
    view! {
        <nav class="plan-filters desk-noprint" aria-label=move || t_string!(i18n, desk.which_children)>
            {Only::ALL.map(one).collect_view()}
        </nav>
    }
    .into_any()
}

#[component]
fn Table(
    class: ClassId,
    sort: Memo<Sort>,
    only: Memo<Only>,
    shown: Memo<Vec<PlanRow>>,
    now: Memo<Option<ClassPage>>,
    acts: Option<Acts>,
) -> impl IntoView {
    let i18n = use_i18n();
    let head = move |by: Sort, words: Signal<&'static str>| {
        let sorted = match by {
            Sort::Waiting => "descending",
            _ => "ascending",
        };
        view! {
            <th
                class="ui-table-head"
                scope="col"
                aria-sort=move || (sort.get() == by).then_some(sorted)
            >
                <a
                    class="plan-sort"
                    href=move || address(class, by, only.get())
                    data-sort=by.name()
                    aria-current=move || (sort.get() == by).then_some("true")
                >
                    {words}
                    <span class="plan-sort-sign" aria-hidden="true">"↓"</span>
                </a>
            </th>
        }
    };
    let empty = move || shown.with(Vec::is_empty);
    view! {
        <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, desk.plans)>
            <table class="ui-table">
                <thead>
                    <tr>
                        {acts.map(|acts| view! { <ChooseAll shown acts /> })}
                        {head(Sort::Child, Signal::derive(move || t_string!(i18n, desk.child)))}
                        {head(Sort::Pace, Signal::derive(move || t_string!(i18n, desk.goals_and_pace)))}
                        {head(Sort::Last, Signal::derive(move || t_string!(i18n, desk.last_tick)))}
                        {head(Sort::Waiting, Signal::derive(move || t_string!(i18n, desk.proposals)))}
                        <th class="ui-table-head" scope="col">{move || t_string!(i18n, desk.today)}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || shown.get() key=|row| row.child.child let:row>
                        <Row first=row shown now acts />
                    </For>
                </tbody>
            </table>
        </div>
        {move || empty().then(|| view! { <p class="desk-quiet">{t_string!(i18n, desk.nobody_here)}</p> })}
    }
    .into_any()
}

#[component]
fn ChooseAll(shown: Memo<Vec<PlanRow>>, acts: Acts) -> impl IntoView {
    let i18n = use_i18n();
    let all = move || {
        let chosen = acts.chosen.read();
        shown
            .with(|rows| !rows.is_empty() && rows.iter().all(|it| chosen.contains(&it.child.child)))
    };
    let choose = move |event| {
        let on = event_target_checked(&event);
        let children =
            shown.with_untracked(|rows| rows.iter().map(|it| it.child.child).collect::<Vec<_>>());
        acts.chosen.update(|chosen| {
            for child in children {
                if on {
                    chosen.insert(child);
                } else {
                    chosen.remove(&child);
                }
            }
        });
    };
    view! {
        <th class="ui-table-head desk-noprint" scope="col">
            <label class="plan-choose">
                <input
                    class="ui-choice-box"
                    type="checkbox"
                    aria-label=move || t_string!(i18n, desk.choose_all)
                    prop:checked=all
                    on:change=choose
                />
            </label>
        </th>
    }
    .into_any()
}

#[component]
fn Row(
    first: PlanRow,
    shown: Memo<Vec<PlanRow>>,
    now: Memo<Option<ClassPage>>,
    acts: Option<Acts>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, name) = (first.child.child, first.child.name.clone());
    let child_picture = picture(&first.child.picture);
    let row = Memo::new(move |_| {
        let row = shown.with(|all| all.iter().find(|it| it.child.child == id).cloned());
        row.unwrap_or_else(|| first.clone())
    });
    let goals = Memo::new(move |_| row.with(|it| it.goals.clone()));
    let last = move || match row.with(|it| it.last_tick) {
        Some(day) => on_day(i18n, day),
        None => "–".to_owned(),
    };
    let choose = acts.map(|acts| {
        let name = name.clone();
        view! {
            <td class="ui-table-cell desk-noprint">
                <label class="plan-choose">
                    <input
                        class="ui-choice-box"
                        type="checkbox"
                        name="child"
                        aria-label=move || t_string!(i18n, desk.choose_child, name = name.clone()).to_string()
                        prop:checked=move || acts.chosen.with(|it| it.contains(&id))
                        on:change=move |event| {
                            let on = event_target_checked(&event);
                            acts.chosen.update(|it| {
                                if on { it.insert(id) } else { it.remove(&id) };
                            });
                        }
                    />
                </label>
            </td>
        }
    });
    let called = name.clone();
    view! {
        <tr class="ui-table-row" data-child=id.to_string()>
            {choose}
            <th class="ui-table-cell" scope="row">
                <a class="plan-child" href=format!("/desk/child/{id}/plan")>
                    <img class="desk-statement-picture" src=child_picture alt="" />
                    {name.clone()}
                </a>
            </th>
            <td class="ui-table-cell">
                {move || goals.with(|goals| view! { <Goals goals=goals.clone() /> })}
            </td>
            <td class="ui-table-cell plan-nowrap">{last}</td>
            <td class="ui-table-cell">
                {move || {
                    let name = called.clone();
                    goals.with(|goals| {
                        let waiting = goals.iter().filter(|it| it.state == GoalState::Proposed);
                        let one = |it: &GoalLine| {
                            view! { <Waiting child=id name=name.clone() line=it.clone() acts /> }
                        };
                        waiting.map(one).collect_view()
                    })
                }}
            </td>
            <td class="ui-table-cell">
                <Away id name row now acts />
            </td>
        </tr>
    }
    .into_any()
}

/// The living goals in small: what each is, and how it goes.
#[component]
fn Goals(goals: Vec<GoalLine>) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let goals = goals.into_iter().filter(|it| it.state == GoalState::Living);
    let one = move |it: GoalLine| {
        let title = it.title;
        view! {
            <li class="plan-goal-line">
                <img class="desk-face" src=picture(&it.picture) alt="" />
                <span class="plan-goal-words">{move || title.get(lang()).to_owned()}</span>
                <StandingTag standing=it.pace.standing />
            </li>
        }
    };
    let goals: Vec<_> = goals.map(one).collect();
    match goals.is_empty() {
        true => {
            view! { <span class="desk-quiet">{move || t_string!(i18n, desk.no_goal_yet)}</span> }
                .into_any()
        }
        false => view! { <ul class="plan-goal-lines">{goals}</ul> }.into_any(),
    }
}

/// A proposal, and the one tap that says yes.
#[component]
fn Waiting(child: PersonId, name: String, line: GoalLine, acts: Option<Acts>) -> impl IntoView {
    let i18n = use_i18n();
    let (goal, expected, title) = (line.id, line.rev, line.title);
    let button = acts.map(|acts| {
        let yes = move |_| {
            acts.answer.dispatch(AnswerProposal {
                child,
                goal,
                expected,
                yes: true,
            });
        };
        view! {
            <button
                type="button"
                class="ui-button desk-noprint"
                data-act="say-yes"
                disabled=acts.answer.pending()
                on:click=yes
            >
                <Icon name="check" />
                {move || t_string!(i18n, desk.say_yes)}
                <span class="visually-hidden">{format!(": {name}")}</span>
            </button>
        }
    });
    view! {
        <div class="plan-waiting">
            <span class="plan-goal-line">
                <img class="desk-face" src=picture(&line.picture) alt="" />
                <span class="plan-goal-words">
                    {move || title.get(lang_of(i18n.get_locale())).to_owned()}
                </span>
                <span class="ui-tag" data-kind="child">
                    <Icon name="hand" />
                    {move || state_words(i18n, GoalState::Proposed)}
                </span>
            </span>
            {button}
        </div>
    }
    .into_any()
}

#[component]
fn Away(
    id: PersonId,
    name: String,
    row: Memo<PlanRow>,
    now: Memo<Option<ClassPage>>,
    acts: Option<Acts>,
) -> impl IntoView {
    let i18n = use_i18n();
    let away = Memo::new(move |_| row.with(|it| it.away_today));
    let words = move || match away.get() {
        true => t_string!(i18n, desk.away_today),
        false => t_string!(i18n, desk.here_today),
    };
    let sign = move || if away.get() { "away" } else { "ring" };
    match acts {
        None => view! { <span class="ui-tag">{words}</span> }.into_any(),
        Some(acts) => {
            let turn = move |_| {
                let today = now.with_untracked(|it| it.as_ref().map(|it| it.today));
                if let Some(on) = today {
                    let away = !away.get_untracked();
                    acts.away.dispatch(SetAway {
                        child: id,
                        on,
                        away,
                    });
                }
            };
            view! {
                <button
                    type="button"
                    class="ui-button plan-away"
                    data-act="away"
                    aria-pressed=move || away.get().to_string()
                    disabled=acts.away.pending()
                    on:click=turn
                >
                    {move || view! { <Icon name=sign() /> }}
                    {words}
                    <span class="visually-hidden">{format!(": {name}")}</span>
                </button>
            }
            .into_any()
        }
    }
}
