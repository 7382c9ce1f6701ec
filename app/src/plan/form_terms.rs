//! From term to term: which plan is shown stands in the address, and what the term before left
//! unfinished is offered in this one.

use super::{
    desk_api::{CarryOver, EndGoal},
    desk_editor::Acts,
    form_api,
    form_page::Paper,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, lang_of, on_day, picture, told},
};
use domain::{
    ids::{ClassId, GoalId, PersonId, PlanId},
    plan::{Goal, GoalState, PlanCard, template::Carried, template::Unfinished},
};
use leptos::prelude::*;

/// All plans of a child, the oldest first as a year goes; earlier ones stay readable for ever.
#[component]
pub(super) fn TermSwitch(child: PersonId, all: Vec<PlanCard>, shown: PlanId) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |it: PlanCard| {
        let title = it.term.title.clone();
        let (begins, ends) = (it.term.begins, it.term.ends);
        let (goals, reached) = (it.goals, it.reached);
        let said = move || {
            let days = format!("{} – {}", on_day(i18n, begins), on_day(i18n, ends));
            format!(
                "{days} · {}",
                t_string!(i18n, desk.goals_reached, goals, reached)
            )
        };
        view! {
            <a
                class="ui-switch-part"
                href=format!("/desk/child/{child}/plan?plan={}", it.id)
                aria-current=(it.id == shown).then_some("true")
                title=said
                data-term=title
            >
                {it.term.title}
            </a>
        }
    };
    (all.len() > 1).then(|| {
        view! {
            <nav class="plan-filters desk-noprint" aria-label=move || t_string!(i18n, template.terms_of_plan)>
                {all.into_iter().rev().map(one).collect_view()}
            </nav>
        }
    })
}

type CarryAll = Action<Vec<GoalId>, Result<Carried, ApiError>>;

/// What the term before left unfinished.
#[component]
pub(super) fn UnfinishedPanel(paper: Paper, acts: Acts, class: ClassId) -> impl IntoView {
    let i18n = use_i18n();
    let left = Memo::new(move |_| paper.page(|it| it.form.unfinished.clone()).flatten());
    let carry: CarryAll =
        Action::new(move |goals: &Vec<GoalId>| form_api::carry_goals(class, goals.clone()));
    let again = paper.lines().again;
    Effect::new(move |_| {
        if let Some(Ok(_)) = carry.value().get() {
            again.update(|it| *it += 1);
        }
    });
    let panel = move |left: Unfinished| {
        let ids: Vec<_> = left.goals.iter().map(|it| it.id).collect();
        let count = ids.len();
        let term = left.term.title;
        let lines = left.goals.into_iter();
        let lines = lines.map(|goal| view! { <LeftGoal goal paper acts /> });
        let lines = lines.collect_view();
        view! {
            <section class="ui-panel plan-left desk-noprint" data-panel="unfinished">
                <h2 class="ui-panel-title">
                    {move || t_string!(i18n, template.left_title, term = term.clone()).to_string()}
                </h2>
                <p class="desk-quiet">{move || t_string!(i18n, template.left_words)}</p>
                <ul class="plan-by-goals">{lines}</ul>
                {(count > 1).then(|| view! {
                    <div>
                        <button
                            type="button"
                            class="ui-button"
                            data-act="carry-all"
                            disabled=carry.pending()
                            on:click=move |_| drop(carry.dispatch(ids.clone()))
                        >
                            <Icon name="next" />
                            {move || t_string!(i18n, template.carry_all, n = count).to_string()}
                        </button>
                    </div>
                })}
            </section>
        }
    };
    view! {
        <CarriedWords carry />
        {move || left.get().map(panel)}
    }
    .into_any()
}

/// What came of carrying over several goals.
#[component]
pub(super) fn CarriedWords(carry: CarryAll) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let answer = carry.value().get()?;
        Some(match answer {
            Err(ApiError(error)) => {
                let words = move || told(i18n, &error);
                view! { <Banner kind="wrong" icon="alert">{words}</Banner> }.into_any()
            }
            Ok(all) => {
                let done = all.goals.iter().filter(|it| it.why.is_none()).count();
                let not = all.goals.len() - done;
                let why = all.goals.iter().find_map(|it| it.why.clone());
                let why = why.map(|why| domain::AppError::invalid("goals", &why));
                view! {
                    <Banner kind="good" icon="check">
                        {move || t_string!(i18n, template.carried_n, n = done).to_string()}
                    </Banner>
                    {why.map(|why| {
                        let words = move || {
                            let why = told(i18n, &why);
                            t_string!(i18n, template.carried_not, n = not, why).to_string()
                        };
                        view! { <Banner kind="stale" icon="info">{words}</Banner> }
                    })}
                }
                .into_any()
            }
        })
    }
}

#[component]
fn LeftGoal(goal: Goal, paper: Paper, acts: Acts) -> impl IntoView {
    let i18n = use_i18n();
    let (child, carry) = (paper.child, paper.lines().carry);
    let (id, rev) = (goal.id, goal.rev);
    let words = goal.title;
    let title = Signal::derive(move || words.get(lang_of(i18n.get_locale())).to_owned());
    let take = move |_| {
        carry.dispatch(CarryOver { child, goal: id });
    };
    let leave = move |_| {
        acts.end.dispatch(EndGoal {
            child,
            goal: id,
            expected: rev,
            state: GoalState::Ended,
        });
    };
    view! {
        <li class="plan-goal-line plan-left-goal" data-goal=id.to_string()>
            <img class="desk-face" src=picture(&goal.picture) alt="" />
            <strong class="plan-goal-name">{title}</strong>
            <button
                type="button"
                class="ui-button"
                data-kind="main"
                data-act="carry-over"
                disabled=carry.pending()
                on:click=take
            >
                <Icon name="next" />
                {move || t_string!(i18n, template.carry)}
                <span class="visually-hidden">": " {title}</span>
            </button>
            <button
                type="button"
                class="ui-button"
                data-act="leave-goal"
                disabled=acts.end.pending()
                on:click=leave
            >
                <Icon name="pause" />
                {move || t_string!(i18n, template.leave)}
                <span class="visually-hidden">": " {title}</span>
            </button>
        </li>
    }
    .into_any()
}
