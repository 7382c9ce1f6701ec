//! All changes of a child's plan on one page, to be narrowed by goal, person and kind; what is
//! chosen stands in the address.

use super::change_line::ChangeLine;
use crate::{
    ApiError,
    desk::{
        plan::{api, words::what_words},
        ui::{ChildTurns, TitleRow},
    },
    i18n::*,
    ui::{ButtonLink, Icon, Loaded, PrintButton, When, lang_of, on_day},
};
use domain::{
    AppError,
    address::with_query,
    ids::{PersonId, PlanId},
    plan::{GoalChange, GoalChangeKind, PlanChange, PlanChangeKind, PlanHistory},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

/// The kinds of change as they stand in the address.
const KINDS: [(GoalChangeKind, &str); 10] = [
    (GoalChangeKind::Proposed, "proposed"),
    (GoalChangeKind::Made, "made"),
    (GoalChangeKind::Changed, "changed"),
    (GoalChangeKind::Agreed, "agreed"),
    (GoalChangeKind::Talk, "talk"),
    (GoalChangeKind::Together, "together"),
    (GoalChangeKind::Reached, "reached"),
    (GoalChangeKind::Ended, "ended"),
    (GoalChangeKind::TakenBack, "taken-back"),
    (GoalChangeKind::Carried, "carried"),
];

fn kind(what: GoalChangeKind) -> &'static str {
    let found = KINDS.iter().find(|(it, _)| *it == what);
    found.map_or("", |(_, name)| name)
}

/// What is chosen; what is empty leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Chosen {
    goal: String,
    who: String,
    what: String,
}

impl Chosen {
    fn has(&self, it: &GoalChange) -> bool {
        let is = |chosen: &str, own: &str| chosen.is_empty() || chosen == own;
        is(&self.goal, &it.goal.to_string())
            && is(&self.who, &it.who)
            && is(&self.what, kind(it.what))
    }
}

#[component]
pub fn PlanHistoryPage(child: PersonId) -> impl IntoView {
    let query = use_query_map();
    let plan = Memo::new(move |_| query.read().get("plan"));
    let page = Resource::new(
        move || plan.get(),
        move |plan| async move {
            let plan = plan.map(|it| it.parse::<PlanId>()).transpose();
            let plan = plan.map_err(|_| ApiError(AppError::NotFound))?;
            api::read_plan_changes(child, plan).await
        },
    );
    view! {
        <Loaded read=page let:all>
            <PlanHistoryContent child all plan=plan.get_untracked() />
        </Loaded>
    }
    .into_any()
}

#[component]
fn PlanHistoryContent(child: PersonId, all: PlanHistory, plan: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let chosen = Memo::new(move |_| {
        let query = query.read();
        let text = |key: &str| query.get(key).unwrap_or_default();
        Chosen {
            goal: text("goal"),
            who: text("who"),
            what: text("what"),
        }
    });
    let heading = {
        let name = all.child.name.clone();
        move || t_string!(i18n, plan.history_of, name = name.clone()).to_string()
    };
    let term = all.plan.as_ref().map(|it| it.term.title.clone());
    let to_plan = match &plan {
        Some(plan) => format!("/desk/child/{child}/plan?plan={plan}"),
        None => format!("/desk/child/{child}/plan"),
    };
    let changes = StoredValue::new(all.changes.clone());
    let all_asides = all.asides.clone();
    let shown = move || {
        let chosen = chosen.get();
        let all = changes.with_value(|all| {
            let some = all.iter().filter(|it| chosen.has(it)).cloned();
            some.collect::<Vec<_>>()
        });
        let none = all.is_empty();
        let lines = all
            .into_iter()
            .map(|change| view! { <ChangeLine change named=true /> });
        view! {
            <ol class="plan-history">{lines.collect_view()}</ol>
            {none
                .then(|| {
                    view! { <p class="desk-quiet">{move || t_string!(i18n, plan.no_change)}</p> }
                })}
        }
    };
    view! {
        <Title text=heading.clone() />
        <TitleRow
            title=heading
            line=move || term.clone()
            acts=move || {
                view! {
                    <ButtonLink href=to_plan.clone() class="desk-noprint">
                        <Icon name="back" />
                        {move || t_string!(i18n, plan.to_the_plan)}
                    </ButtonLink>
                    <ChildTurns />
                }
            }
            more=|| view! { <PrintButton /> }
        />
        <Narrow child plan all chosen />
        <section class="ui-panel">{shown}</section>
        {(!all_asides.is_empty()).then(|| view! { <Asides all=all_asides /> })}
    }
    .into_any()
}

/// What was changed beside the goals.
#[component]
fn Asides(all: Vec<PlanChange>) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |it: PlanChange| {
        let aside = StoredValue::new(it.aside);
        let words = move || aside.with_value(|it| aside_words(i18n, it));
        let what = move || words().0;
        view! {
            <li class="plan-change">
                <p>
                    <strong>{what}</strong>
                    " · "
                    {it.who}
                    " · "
                    <When at=it.at exact=true />
                </p>
                <p class="desk-quiet">{move || words().1}</p>
            </li>
        }
    };
    view! {
        <section class="ui-panel" data-panel="asides">
            <h2 class="ui-panel-title">{move || t_string!(i18n, plan.asides)}</h2>
            <ol class="plan-history">{all.into_iter().map(line).collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// What was changed, and how.
fn aside_words(i18n: I18nContext<Locale>, aside: &PlanChangeKind) -> (&'static str, String) {
    let it = i18n.get_locale();
    match aside {
        PlanChangeKind::Dream { before, after } => {
            let said = |dream: &Option<String>| match dream {
                Some(words) => words.clone(),
                None => td_string!(it, plan.dream_of_profile).to_owned(),
            };
            let what = td_string!(it, plan.aside_dream);
            (what, format!("{} → {}", said(before), said(after)))
        }
        PlanChangeKind::Away { on, away } => {
            let what = match away {
                true => td_string!(it, plan.aside_away),
                false => td_string!(it, plan.aside_here),
            };
            (what, on_day(i18n, *on))
        }
        PlanChangeKind::Step { goal, step, done } => {
            let what = match done {
                true => td_string!(it, plan.aside_done),
                false => td_string!(it, plan.aside_not_done),
            };
            (what, format!("{step} ({})", goal.get(lang_of(it))))
        }
    }
}

/// Three choices, each of what there is.
#[component]
fn Narrow(
    child: PersonId,
    plan: Option<String>,
    all: PlanHistory,
    chosen: Memo<Chosen>,
) -> impl IntoView {
    let i18n = use_i18n();
    let goals = all.plan.iter().flat_map(|it| &it.goals);
    let goals = goals.map(|it| {
        let title = it.title.clone();
        let title = move || title.get(lang_of(i18n.get_locale())).to_owned();
        (it.id.to_string(), Signal::derive(title))
    });
    let mut who: Vec<_> = all.changes.iter().map(|it| it.who.clone()).collect();
    who.sort();
    who.dedup();
    let who = who.into_iter().map(|it| (it.clone(), Signal::stored(it)));
    let kinds = KINDS
        .into_iter()
        .filter(|(what, _)| all.changes.iter().any(|it| it.what == *what));
    let kinds = kinds.map(|(what, name)| {
        let words = Signal::derive(move || what_words(i18n, what).to_owned());
        (name.to_owned(), words)
    });
    let navigate = StoredValue::new(use_navigate());
    let go = Callback::new(move |chosen: Chosen| {
        let said = [
            ("plan", plan.clone().unwrap_or_default()),
            ("goal", chosen.goal),
            ("who", chosen.who),
            ("what", chosen.what),
        ];
        let said = said.iter().map(|(key, it)| (*key, it.as_str()));
        let to = with_query(&format!("/desk/child/{child}/plan/history"), said);
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate.with_value(|navigate| navigate(&to, options));
    });
    let choice = move |name: &'static str,
                       any: Signal<&'static str>,
                       all: Vec<(String, Signal<String>)>,
                       of: fn(&mut Chosen) -> &mut String| {
        let one = move |(value, words): (String, Signal<String>)| {
            let own = value.clone();
            let is = Memo::new(move |_| *of(&mut chosen.get()) == own);
            view! {
                <option value=value prop:selected=is selected=is.get_untracked()>
                    {words}
                </option>
            }
        };
        let choose = move |event| {
            let mut next = chosen.get_untracked();
            *of(&mut next) = event_target_value(&event);
            go.run(next);
        };
        view! {
            <select
                class="ui-field-input plan-narrow-choice"
                aria-label=any
                data-filter=name
                on:change=choose
            >
                <option value="">{any}</option>
                {all.into_iter().map(one).collect_view()}
            </select>
        }
    };
    view! {
        <form
            class="plan-narrow desk-noprint"
            role="search"
            aria-label=move || t_string!(i18n, plan.narrow_changes)
            on:submit=move |event| event.prevent_default()
        >
            {choice(
                "goal",
                Signal::derive(move || t_string!(i18n, plan.any_goal)),
                goals.collect(),
                |it| &mut it.goal,
            )}
            {choice(
                "who",
                Signal::derive(move || t_string!(i18n, plan.anybody)),
                who.collect(),
                |it| &mut it.who,
            )}
            {choice(
                "what",
                Signal::derive(move || t_string!(i18n, plan.any_change)),
                kinds.collect(),
                |it| &mut it.what,
            )}
        </form>
    }
    .into_any()
}
