//! What the term before left unfinished, offered in this one.

use crate::{
    desk::plan::{
        api::{CarryOver, EndGoal},
        editor::actions::GoalActions,
        goal::carried::{CarriedWords, CarryAll},
        section::context::SectionContext,
        template_api,
    },
    i18n::*,
    ui::{Button, ButtonKind, Icon, lang_of, picture},
};
use domain::{
    ids::{ClassId, GoalId},
    plan::{Goal, GoalState, template::UnfinishedGoals},
};
use leptos::prelude::*;

/// What the term before left unfinished.
#[component]
pub(crate) fn UnfinishedPanel(
    context: SectionContext,
    actions: GoalActions,
    class: ClassId,
) -> impl IntoView {
    let i18n = use_i18n();
    let left = Memo::new(move |_| context.page(|it| it.form.unfinished.clone()).flatten());
    let carry: CarryAll =
        Action::new(move |goals: &Vec<GoalId>| template_api::carry_goals(class, goals.clone()));
    let again = context.mutations().again;
    Effect::new(move |_| {
        if let Some(Ok(_)) = carry.value().get() {
            again.update(|it| *it += 1);
        }
    });
    let panel = move |left: UnfinishedGoals| {
        let ids: Vec<_> = left.goals.iter().map(|it| it.id).collect();
        let count = ids.len();
        let term = left.term.title;
        let lines = left.goals.into_iter();
        let lines = lines.map(|goal| view! { <LeftGoal goal context actions /> });
        let lines = lines.collect_view();
        view! {
            <section class="ui-panel plan-left desk-noprint" data-panel="unfinished">
                <h2 class="ui-panel-title">
                    {move || t_string!(i18n, plan.left_title, term = term.clone()).to_string()}
                </h2>
                <p class="desk-quiet">{move || t_string!(i18n, plan.left_words)}</p>
                <ul class="plan-by-goals">{lines}</ul>
                {(count > 1)
                    .then(|| {
                        view! {
                            <div>
                                <Button
                                    act="carry-all"
                                    disabled=carry.pending()
                                    on_click=move |()| drop(carry.dispatch(ids.clone()))
                                >
                                    <Icon name="next" />
                                    {move || {
                                        t_string!(i18n, plan.carry_all, n = count).to_string()
                                    }}
                                </Button>
                            </div>
                        }
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

#[component]
fn LeftGoal(goal: Goal, context: SectionContext, actions: GoalActions) -> impl IntoView {
    let i18n = use_i18n();
    let (child, carry) = (context.child, context.mutations().carry);
    let (id, rev) = (goal.id, goal.rev);
    let words = goal.title;
    let title = Signal::derive(move || words.get(lang_of(i18n.get_locale())).to_owned());
    let take = move |()| {
        carry.dispatch(CarryOver { child, goal: id });
    };
    let leave = move |()| {
        actions.end.dispatch(EndGoal {
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
            <Button kind=ButtonKind::Main act="carry-over" disabled=carry.pending() on_click=take>
                <Icon name="next" />
                {move || t_string!(i18n, plan.carry)}
                <span class="visually-hidden">": " {title}</span>
            </Button>
            <Button act="leave-goal" disabled=actions.end.pending() on_click=leave>
                <Icon name="pause" />
                {move || t_string!(i18n, plan.leave)}
                <span class="visually-hidden">": " {title}</span>
            </Button>
        </li>
    }
    .into_any()
}
