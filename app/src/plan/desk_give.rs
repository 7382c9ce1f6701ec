//! One goal for several children at once, adapted for each before it is given, and taken back if it
//! was a mistake.

use super::{
    desk_api,
    desk_class::Acts,
    desk_each::{Each, EachTable, given},
    desk_form::GoalForm,
    desk_given::{GivenBanner, GivenTo},
    desk_typed::Typed,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Dialog, Icon, Trouble},
};
use domain::{
    AppError,
    ids::{ClassId, PersonId},
    plan::{Draft, Given, Goal, PlanRow},
};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Give = Action<Vec<Given>, Result<Vec<Goal>, ApiError>>;

/// What is being given, which outlives the closing of its sheet.
#[derive(Clone, Copy)]
struct Giving {
    typed: RwSignal<Typed>,
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
    acts: Acts,
    again: RwSignal<usize>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let giving = Giving {
        typed: RwSignal::new(Typed::new()),
        each: RwSignal::new(BTreeMap::new()),
        to: Memo::new(move |_| {
            let chosen = acts.chosen.read();
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
            giving.typed.set(Typed::new());
            giving.each.set(BTreeMap::new());
            saved.set(false);
        }
    });
    let done = RwSignal::new(Vec::<GivenTo>::new());
    let give: Give =
        Action::new(move |each: &Vec<Given>| desk_api::give_goals(class, each.clone()));
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
            acts.chosen.set(BTreeSet::new());
            again.update(|it| *it += 1);
        }
    });
    let on_taken = Callback::new(move |children: Vec<PersonId>| {
        // What was typed is still there: they were given too soon, or to the wrong ones.
        saved.set(false);
        acts.chosen.set(children.into_iter().collect());
        again.update(|it| *it += 1);
    });
    let count = move || acts.chosen.with(BTreeSet::len);
    let label = Signal::derive(move || match count() {
        0 => t_string!(i18n, desk.give_goal).to_owned(),
        n => t_string!(i18n, desk.give_goal_to, n).to_string(),
    });
    // The form shows these to its last moment: they must not end with it.
    let save_words = Signal::derive(move || {
        let n = giving.to.with(Vec::len);
        t_string!(i18n, desk.give_goal_to, n).to_string()
    });
    let busy = Signal::derive(move || give.pending().get() || giving.to.with(Vec::is_empty));
    view! {
        <button
            type="button"
            class="ui-button desk-noprint"
            data-kind=move || (count() > 0).then_some("main")
            data-act="give-goal"
            disabled=move || count() == 0
            title=move || (count() == 0).then(|| t_string!(i18n, desk.choose_first))
            on:click=move |_| open.set(true)
        >
            <Icon name="plus" />
            {label}
        </button>
        <GivenBanner class done on_taken />
        <Dialog open title=label wide=true>
            <GiveForm acts giving give save_words busy />
        </Dialog>
    }
    .into_any()
}

#[component]
fn GiveForm(
    acts: Acts,
    giving: Giving,
    give: Give,
    save_words: Signal<String>,
    busy: Signal<bool>,
) -> impl IntoView {
    let book = Resource::new(|| (), |()| desk_api::read_book());
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
        let each = giving.each.with_untracked(|each| given(&draft, to, each));
        match each {
            Ok(each) => {
                giving.wrong.set(None);
                give.dispatch(each);
            }
            Err(wrong) => giving.wrong.set(Some(wrong)),
        }
    });
    let on_leave_out = Callback::new(move |child: PersonId| {
        acts.chosen.update(|it| {
            it.remove(&child);
        });
    });
    let anew = move || {
        giving.typed.set(Typed::new());
        giving.each.set(BTreeMap::new());
    };
    view! {
        <Suspense>
            {move || book.get().map(|it| match it {
                Ok(book) => view! {
                    <GoalForm
                        typed=giving.typed
                        book
                        ready=true
                        save_words
                        busy
                        refused
                        more=move || view! {
                            <EachTable each=giving.each typed=giving.typed to=giving.to wrong on_leave_out />
                        }
                        on_save
                        on_anew=Callback::new(move |()| anew())
                        on_close=Callback::new(move |()| giving.open.set(false))
                    />
                }
                .into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
    }
    .into_any()
}
