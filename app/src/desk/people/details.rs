//! What is written of a child, corrected.

use super::{
    api,
    fields::{ChildFields, ChildForm},
    words::wrong_elsewhere,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, ButtonKind},
};
use domain::people::SchoolChild;
use leptos::prelude::*;

#[component]
pub(super) fn DetailsPanel(child: SchoolChild, on_changed: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let form = ChildForm::of(&child);
    let (id, is_own) = (child.child, child.is_own);
    let refused = RwSignal::new(None::<ApiError>);
    let save = Action::new(move |(): &()| {
        let typed = form.to_typed();
        async move {
            match api::correct_child(id, typed).await {
                Ok(()) => {
                    refused.set(None);
                    on_changed.run(());
                }
                Err(error) => refused.set(Some(error)),
            }
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save.dispatch(());
    };
    let elsewhere = wrong_elsewhere(i18n, refused.into());
    view! {
        <form class="ui-panel" novalidate on:submit=submit data-panel="details">
            <h2 class="ui-panel-title">{move || t_string!(i18n, people.details)}</h2>
            <p class="desk-quiet">
                {move || match is_own {
                    true => t_string!(i18n, people.own_words),
                    false => t_string!(i18n, people.roster_words),
                }}
            </p>
            {move || {
                elsewhere
                    .get()
                    .map(|it| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {it}
                            </Banner>
                        }
                    })
            }}
            <ChildFields form refused />
            <div>
                <Button kind=ButtonKind::Main act="correct" disabled=save.pending() submit=true>
                    {move || t_string!(i18n, people.save)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
