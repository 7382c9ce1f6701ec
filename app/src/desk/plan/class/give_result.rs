//! What was just given to whom, with the way to each plan and the way back.

use crate::{
    ApiError,
    desk::plan::api,
    i18n::*,
    ui::{Banner, Button, Icon, error_message, lang_of},
};
use domain::{
    ids::{ClassId, GoalId, PersonId},
    text::listed,
};
use leptos::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GivenTo {
    pub(crate) child: PersonId,
    pub(crate) name: String,
    pub(crate) goal: GoalId,
}

type Back = Action<Vec<GoalId>, Result<Vec<GoalId>, ApiError>>;

#[component]
pub(crate) fn GivenBanner(
    class: ClassId,
    done: RwSignal<Vec<GivenTo>>,
    /// Those whose goals were taken back.
    on_taken: Callback<Vec<PersonId>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let back: Back = Action::new(move |goals: &Vec<GoalId>| api::take_back(class, goals.clone()));
    let left = RwSignal::new(None::<Vec<String>>);
    Effect::new(move |_| {
        if let Some(Ok(taken)) = back.value().get() {
            let given = done.get_untracked();
            let (gone, stay): (Vec<_>, Vec<_>) =
                given.into_iter().partition(|it| taken.contains(&it.goal));
            left.set(Some(stay.into_iter().map(|it| it.name).collect()));
            done.set(Vec::new());
            on_taken.run(gone.into_iter().map(|it| it.child).collect());
        }
    });
    Effect::new(move |_| {
        if done.with(|it| !it.is_empty()) {
            left.set(None);
        }
    });
    let undo = move |()| {
        let goals = done.with_untracked(|all| all.iter().map(|it| it.goal).collect());
        back.dispatch(goals);
    };
    let given = move || {
        let to = done.get();
        (!to.is_empty()).then(|| {
            let one = |it: GivenTo| {
                view! { <a href=format!("/desk/child/{}/plan", it.child)>{it.name}</a> }
            };
            view! {
                <div class="plan-given">
                    <Banner kind="good" icon="check">
                        <span>{move || t_string!(i18n, plan.given_to)}</span>
                        {to.into_iter().map(one).collect_view()}
                        <Button act="take-back" disabled=back.pending() on_click=undo>
                            <Icon name="undo" />
                            {move || t_string!(i18n, plan.undo)}
                        </Button>
                    </Banner>
                </div>
            }
        })
    };
    let taken = move || {
        left.get().map(|stay| {
            let words = move || match stay.is_empty() {
                true => t_string!(i18n, plan.taken_back_words).to_owned(),
                false => {
                    let names = listed(lang_of(i18n.get_locale()), &stay);
                    t_string!(i18n, plan.some_stay, names).to_string()
                }
            };
            view! {
                <div class="plan-given">
                    <Banner kind="info" icon="undo">
                        {words}
                    </Banner>
                </div>
            }
        })
    };
    let refused = move || {
        let error = back.value().get().and_then(Result::err);
        error.map(|ApiError(error)| {
            view! {
                <div class="plan-given">
                    <Banner kind="wrong" icon="alert">
                        {error_message(i18n, &error)}
                    </Banner>
                </div>
            }
        })
    };
    view! {
        {given}
        {taken}
        {refused}
    }
    .into_any()
}
