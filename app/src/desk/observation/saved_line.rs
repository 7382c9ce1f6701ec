//! What says that an observation is kept, and the undo beside it.

use super::capture::{Capture, Then};
use crate::{
    i18n::*,
    ui::{Button, Icon, error_message},
};
use domain::{ids::PersonId, school::ChildName};
use leptos::prelude::*;

#[component]
pub(super) fn SavedLine(capture: Capture, room: Signal<Vec<ChildName>>) -> impl IntoView {
    let i18n = use_i18n();
    let names = move |children: &[PersonId]| match children {
        [one] => {
            let name = |all: &Vec<ChildName>| {
                let found = all.iter().find(|it| it.child == *one);
                found.map(|it| it.name.clone()).unwrap_or_default()
            };
            t_string!(i18n, observation.kept_one, name = room.with(name)).to_string()
        }
        all => t_string!(i18n, observation.kept_many, n = all.len()).to_string(),
    };
    let line = move || {
        let kept = capture.kept.get()?;
        let id = kept.id;
        let (kind, icon, words) = match &kept.then {
            Then::SavedObservation => ("good", "check", names(&kept.children)),
            Then::Undone => (
                "good",
                "undo",
                t_string!(i18n, observation.undone).to_owned(),
            ),
            Then::Refused(error) => ("wrong", "alert", error_message(i18n, error)),
        };
        let undo = (kept.then == Then::SavedObservation).then(|| {
            view! {
                <Button
                    act="undo-observation"
                    disabled=capture.undo.pending()
                    on_click=move |()| drop(capture.undo.dispatch(id))
                >
                    <Icon name="undo" />
                    {move || t_string!(i18n, observation.undo)}
                </Button>
            }
        });
        Some(view! {
            <div class="ui-banner" data-kind=kind>
                <Icon name=icon />
                <div class="ui-banner-words">{words} {undo}</div>
            </div>
        })
    };
    // There before its words are, so that they are read out.
    view! {
        <div class="observation-kept" role="status" node_ref=capture.line>
            {line}
        </div>
    }
    .into_any()
}
