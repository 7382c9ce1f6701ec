//! One goal for several children at once, to be adapted for each.

use super::{
    desk_api, desk_class::Acts, desk_form::GoalForm, desk_order::living, desk_typed::Typed,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Dialog, Icon, Trouble},
};
use domain::{
    ids::{ClassId, PersonId},
    plan::{Draft, Goal, MOST_GOALS, PlanRow},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

type Give = Action<(Vec<PersonId>, Draft), Result<Vec<Goal>, ApiError>>;

/// One goal for all who are chosen, then the way to each plan to adapt it.
#[component]
pub fn GiveButton(
    class: ClassId,
    rows: Memo<Vec<PlanRow>>,
    acts: Acts,
    again: RwSignal<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let typed = RwSignal::new(Typed::new());
    // Cleared when the form opens next: one that is being taken down must not be given new lines.
    let saved = RwSignal::new(false);
    let given = RwSignal::new(Vec::<(PersonId, String)>::new());
    let names = move || {
        let chosen = acts.chosen.read();
        rows.with(|all| {
            let chosen = all.iter().filter(|it| chosen.contains(&it.child.child));
            let names = chosen.map(|it| (it.child.child, it.child.name.clone()));
            names.collect::<Vec<_>>()
        })
    };
    let give: Give = Action::new(move |(children, draft): &(Vec<PersonId>, Draft)| {
        desk_api::give_goal(class, children.clone(), draft.clone())
    });
    Effect::new(move |_| {
        if let Some(Ok(_)) = give.value().get() {
            given.set(untrack(names));
            open.set(false);
            saved.set(true);
            acts.chosen.set(BTreeSet::new());
            again.update(|it| *it += 1);
        }
    });
    let count = move || acts.chosen.with(BTreeSet::len);
    let label = Signal::derive(move || match count() {
        0 => t_string!(i18n, desk.give_goal).to_owned(),
        n => t_string!(i18n, desk.give_goal_to, n).to_string(),
    });
    let done = move || {
        let to = given.get();
        (!to.is_empty()).then(|| {
            let one = |(child, name): (PersonId, String)| {
                view! { <a href=format!("/desk/child/{child}/plan")>{name}</a> }
            };
            view! {
                <div class="plan-given">
                    <Banner kind="good" icon="check">
                        <span>{move || t_string!(i18n, desk.goal_given)}</span>
                        {to.into_iter().map(one).collect_view()}
                    </Banner>
                </div>
            }
        })
    };
    view! {
        <button
            type="button"
            class="ui-button desk-noprint"
            data-kind=move || (count() > 0).then_some("main")
            data-act="give-goal"
            disabled=move || count() == 0
            title=move || (count() == 0).then(|| t_string!(i18n, desk.choose_first))
            on:click=move |_| {
                if saved.get_untracked() {
                    typed.set(Typed::new());
                    saved.set(false);
                }
                open.set(true);
            }
        >
            <Icon name="plus" />
            {label}
        </button>
        {done}
        <Dialog open title=label wide=true>
            <p class="plan-to">
                {move || {
                    let names = names().into_iter().map(|(_, name)| name);
                    names.collect::<Vec<_>>().join(", ")
                }}
            </p>
            <Full rows acts />
            <GiveForm acts typed give open />
        </Dialog>
    }
    .into_any()
}

/// Who has as many goals as there may be.
#[component]
fn Full(rows: Memo<Vec<PlanRow>>, acts: Acts) -> impl IntoView {
    let i18n = use_i18n();
    let full = move || {
        let chosen = acts.chosen.read();
        rows.with(|all| {
            let full = all
                .iter()
                .filter(|it| chosen.contains(&it.child.child) && living(it).count() >= MOST_GOALS);
            let names = full.map(|it| it.child.name.clone());
            names.collect::<Vec<_>>().join(", ")
        })
    };
    move || {
        let names = full();
        (!names.is_empty()).then(|| {
            view! {
                <Banner kind="stale" icon="info">
                    {move || t_string!(i18n, desk.three_already, names = names.clone()).to_string()}
                </Banner>
            }
        })
    }
}

#[component]
fn GiveForm(acts: Acts, typed: RwSignal<Typed>, give: Give, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let book = Resource::new(|| (), |()| desk_api::read_book());
    // An answer to an earlier form says nothing of this one.
    let before = give.version().get_untracked();
    let refused = Signal::derive(move || {
        let answer = give.value().get().filter(|_| give.version().get() > before);
        answer.and_then(Result::err).map(|it| it.0)
    });
    let on_save = Callback::new(move |draft: Draft| {
        let children = acts
            .chosen
            .with_untracked(|it| it.iter().copied().collect());
        give.dispatch((children, draft));
    });
    let save_words = Signal::derive(move || t_string!(i18n, desk.give_goal).to_owned());
    view! {
        <Suspense>
            {move || book.get().map(|it| match it {
                Ok(book) => view! {
                    <GoalForm
                        typed
                        book
                        ready=true
                        save_words
                        busy=give.pending()
                        refused
                        on_save
                        on_anew=Callback::new(move |()| typed.set(Typed::new()))
                        on_close=Callback::new(move |()| open.set(false))
                    />
                }
                .into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
    }
    .into_any()
}
