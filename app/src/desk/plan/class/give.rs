//! One goal for several children at once, adapted for each before it is given, and taken back if it
//! was a mistake.

use super::{
    actions::ClassActions,
    give_each::{Each, EachTable},
    give_result::{GivenBanner, GivenTo},
};
use crate::{
    ApiError,
    desk::plan::{api, editor::form::GoalForm},
    i18n::*,
    ui::{Button, ButtonKind, Dialog, Icon},
};
use domain::{
    AppError,
    ids::{ClassId, PersonId},
    plan::{Draft, Goal, GoalAssignment, PlanRow, TypedGoal, goal_for_each},
};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Give = Action<Vec<GoalAssignment>, Result<Vec<Goal>, ApiError>>;

/// What is being given, which outlives the closing of its sheet.
#[derive(Clone, Copy)]
struct Giving {
    typed: RwSignal<TypedGoal>,
    each: Each,
    /// Who is chosen, in the order of the class.
    to: Memo<Vec<PlanRow>>,
    /// Whose line is wrong, and why.
    wrong: RwSignal<Option<(PersonId, AppError)>>,
    open: RwSignal<bool>,
}

/// One goal for all who are chosen, then the way to each plan.
#[component]
pub fn GiveButton(
    class: ClassId,
    rows: Memo<Vec<PlanRow>>,
    actions: ClassActions,
    again: RwSignal<usize>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let giving = Giving {
        typed: RwSignal::new(TypedGoal::default()),
        each: RwSignal::new(BTreeMap::new()),
        to: Memo::new(move |_| {
            let chosen = actions.chosen.read();
            rows.with(|all| {
                let to = all.iter().filter(|it| chosen.contains(&it.child.child));
                to.cloned().collect::<Vec<_>>()
            })
        }),
        wrong: RwSignal::new(None),
        open,
    };
    // Cleared when the form opens next: one that is being taken down must not be given new lines.
    let saved = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() && saved.get_untracked() {
            giving.typed.set(TypedGoal::default());
            giving.each.set(BTreeMap::new());
            saved.set(false);
        }
    });
    let done = RwSignal::new(Vec::<GivenTo>::new());
    let give: Give =
        Action::new(move |each: &Vec<GoalAssignment>| api::give_goals(class, each.clone()));
    Effect::new(move |_| {
        if let Some(Ok(goals)) = give.value().get() {
            let to = giving.to.get_untracked();
            let named = to.iter().zip(&goals).map(|(row, goal)| GivenTo {
                child: row.child.child,
                name: row.child.name.clone(),
                goal: goal.id,
            });
            done.set(named.collect());
            open.set(false);
            saved.set(true);
            actions.chosen.set(BTreeSet::new());
            again.update(|it| *it += 1);
        }
    });
    let on_taken = Callback::new(move |children: Vec<PersonId>| {
        // What was typed is still there: they were given too soon, or to the wrong ones.
        saved.set(false);
        actions.chosen.set(children.into_iter().collect());
        again.update(|it| *it += 1);
    });
    let count = move || actions.chosen.with(BTreeSet::len);
    let label = Signal::derive(move || match count() {
        0 => t_string!(i18n, plan.give_goal).to_owned(),
        n => t_string!(i18n, plan.give_goal_to, n).to_string(),
    });
    // The form shows these to its last moment: they must not end with it.
    let save_words = Signal::derive(move || {
        let n = giving.to.with(Vec::len);
        t_string!(i18n, plan.give_goal_to, n).to_string()
    });
    let busy = Signal::derive(move || give.pending().get() || giving.to.with(Vec::is_empty));
    view! {
        <Button
            kind=move || ButtonKind::main_if(count() > 0)
            act="give-goal"
            disabled=move || count() == 0
            title=move || match count() {
                0 => t_string!(i18n, plan.choose_first),
                _ => "",
            }
            on_click=move |()| open.set(true)
            class="desk-noprint"
        >
            <Icon name="plus" />
            {label}
        </Button>
        <GivenBanner class done on_taken />
        <Dialog open title=label wide=true>
            <GiveForm actions giving give save_words busy />
        </Dialog>
    }
    .into_any()
}

#[component]
fn GiveForm(
    actions: ClassActions,
    giving: Giving,
    give: Give,
    save_words: Signal<String>,
    busy: Signal<bool>,
) -> impl IntoView {
    // An answer to an earlier form says nothing of this one.
    let before = give.version().get_untracked();
    let refused = Signal::derive(move || {
        let own = giving.wrong.get().map(|(_, error)| error);
        let answer = give.value().get().filter(|_| give.version().get() > before);
        own.or(answer.and_then(Result::err).map(|it| it.0))
    });
    let wrong =
        Signal::derive(move || giving.wrong.with(|it| it.as_ref().map(|(child, _)| *child)));
    let on_save = Callback::new(move |draft: Draft| {
        let to = giving
            .to
            .with_untracked(|all| all.iter().map(|it| it.child.child).collect::<Vec<_>>());
        let each = giving
            .each
            .with_untracked(|each| goal_for_each(&draft, to, each));
        match each {
            Ok(each) => {
                giving.wrong.set(None);
                give.dispatch(each);
            }
            Err((child, error)) => giving.wrong.set(Some((child, error.into()))),
        }
    });
    let on_leave_out = Callback::new(move |child: PersonId| {
        actions.chosen.update(|it| {
            it.remove(&child);
        });
    });
    let anew = move || {
        giving.typed.set(TypedGoal::default());
        giving.each.set(BTreeMap::new());
    };
    view! {
        <GoalForm
            typed=giving.typed
            ready=true
            save_words
            busy
            refused
            more=move || {
                view! {
                    <EachTable
                        each=giving.each
                        typed=giving.typed
                        to=giving.to
                        wrong
                        on_leave_out
                    />
                }
            }
            on_save
            on_anew=Callback::new(move |()| anew())
            on_close=Callback::new(move |()| giving.open.set(false))
        />
    }
    .into_any()
}
