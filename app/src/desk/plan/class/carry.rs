//! What a class left unfinished in the term before: chosen child by child, carried over at once.

use crate::{
    ApiError,
    desk::plan::{
        goal::carried::{CarriedWords, CarryAll},
        template_api,
    },
    i18n::*,
    ui::{Banner, Button, ButtonKind, Dialog, Icon, lang_of, picture},
};
use domain::{
    ids::{ClassId, GoalId},
    limits,
    plan::{
        Goal,
        template::{ClassUnfinishedGoals, UnfinishedGoals},
    },
    school::ChildName,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the class left unfinished. Made where the page is: a resource made inside a wait is not
/// found again when the page comes alive.
pub(crate) type ClassLeft = Resource<Result<ClassUnfinishedGoals, ApiError>>;

pub(crate) fn class_left(class: ClassId, again: RwSignal<usize>) -> ClassLeft {
    Resource::new(
        move || again.get(),
        move |_| template_api::list_unfinished(class),
    )
}

/// Told above the class's table while somebody has an unfinished goal.
#[component]
pub(crate) fn CarryClass(class: ClassId, left: ClassLeft, again: RwSignal<usize>) -> impl IntoView {
    let carry =
        Action::new(move |goals: &Vec<GoalId>| template_api::carry_goals(class, goals.clone()));
    Effect::new(move |_| {
        if let Some(Ok(_)) = carry.value().get() {
            again.update(|it| *it += 1);
        }
    });
    view! {
        <CarriedWords carry />
        {move || {
            left.get().and_then(Result::ok).map(|left| view! { <UnfinishedOfChild left carry /> })
        }}
    }
    .into_any()
}

#[component]
fn UnfinishedOfChild(left: ClassUnfinishedGoals, carry: CarryAll) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let children = left.children.len();
    let goals: usize = left.children.iter().map(|(_, it)| it.goals.len()).sum();
    // As many of each child as there may be live at once.
    let first = left
        .children
        .iter()
        .flat_map(|(_, it)| it.goals.iter().take(limits::plan::MOST_GOALS));
    let chosen = RwSignal::new(first.map(|it| it.id).collect::<BTreeSet<_>>());
    let left = StoredValue::new(left);
    let title = Signal::derive(move || t_string!(i18n, plan.class_left_title).to_owned());
    let send = move |()| {
        open.set(false);
        carry.dispatch(chosen.get_untracked().into_iter().collect());
    };
    (goals > 0).then(|| {
        view! {
            <div class="desk-noprint" data-panel="class-left">
                <Banner kind="info" icon="info">
                    <span>
                        {move || t_string!(i18n, plan.class_left, goals, children).to_string()}
                    </span>
                    <Button act="class-left" on_click=move |()| open.set(true)>
                        <Icon name="next" />
                        {move || t_string!(i18n, plan.class_left_open)}
                    </Button>
                </Banner>
            </div>
            <Dialog open title wide=true>
                <p>{move || t_string!(i18n, plan.class_left_hint)}</p>
                <ul class="plan-by-goals">
                    {left
                        .with_value(|it| {
                            let rows = it.children.clone().into_iter();
                            rows.map(|(child, left)| view! { <LeftOf child left chosen /> })
                                .collect_view()
                        })}
                </ul>
                <div class="ui-dialog-foot">
                    <Button on_click=move |()| {
                        open.set(false);
                    }>{move || t_string!(i18n, plan.not_now)}</Button>
                    <Button
                        kind=ButtonKind::Main
                        act="carry-chosen"
                        disabled=move || chosen.with(BTreeSet::is_empty)
                        on_click=send
                    >
                        <Icon name="check" />
                        {move || {
                            t_string!(i18n, plan.carry_chosen, n = chosen.with(BTreeSet::len))
                                .to_string()
                        }}
                    </Button>
                </div>
            </Dialog>
        }
    })
}

#[component]
fn LeftOf(
    child: ChildName,
    left: UnfinishedGoals,
    chosen: RwSignal<BTreeSet<GoalId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |goal: Goal| {
        let (id, title) = (goal.id, goal.title);
        let turn = move |event| {
            let on = event_target_checked(&event);
            chosen.update(|it| match on {
                true => drop(it.insert(id)),
                false => drop(it.remove(&id)),
            });
        };
        view! {
            <label class="ui-choice">
                <input
                    class="ui-choice-box"
                    type="checkbox"
                    prop:checked=move || chosen.with(|it| it.contains(&id))
                    on:change=turn
                />
                <img class="desk-face" src=picture(&goal.picture) alt="" />
                <span>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</span>
            </label>
        }
    };
    view! {
        <li class="plan-by-goal">
            <span class="plan-goal-line">
                <img class="desk-face" src=picture(&child.picture) alt="" />
                <strong>{child.name}</strong>
            </span>
            {left.goals.into_iter().map(one).collect_view()}
        </li>
    }
    .into_any()
}
