//! Another name for a tablet.

use super::{
    api::RenameTablet,
    state::{TabletActs, tablet_name},
};
use crate::{
    i18n::*,
    ui::{Banner, Button, ButtonKind, Dialog, error_message},
};
use domain::limits;
use leptos::prelude::*;

/// The sheet; open while a tablet gets another name.
#[component]
pub(super) fn Rename(acts: TabletActs) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let now = move || {
        let stored = acts
            .renamed
            .with(|it| it.as_ref().map(|it| it.name.clone()));
        tablet_name(i18n, &stored.unwrap_or_default())
    };
    Effect::new(move |_| {
        if acts.renamed.with(Option::is_some) {
            acts.rename.clear();
            name.set(untrack(now));
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            acts.renamed.set(None);
        }
    });
    Effect::new(move |_| {
        if matches!(acts.rename.value().get(), Some(Ok(()))) {
            open.set(false);
        }
    });
    let refused = move || match acts.rename.value().get() {
        Some(Err(crate::ApiError(error))) => Some(error_message(i18n, &error)),
        _ => None,
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(tablet) = acts.renamed.get_untracked() {
            acts.rename.dispatch(RenameTablet {
                class: acts.class,
                tablet: tablet.id,
                name: name.get_untracked(),
            });
        }
    };
    view! {
        <Dialog
            open
            title=Signal::derive(move || t_string!(i18n, device.rename_title, name = now()))
        >
            <form on:submit=save>
                <label class="ui-field">
                    <span class="ui-field-label">{move || t_string!(i18n, device.name)}</span>
                    <span class="ui-field-hint">{move || t_string!(i18n, device.name_hint)}</span>
                    <input
                        class="ui-field-input"
                        name="name"
                        autocomplete="off"
                        maxlength=limits::device::NAME_MOST_CHARS.to_string()
                        required
                        prop:value=name
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </label>
                {move || {
                    refused()
                        .map(|words| {
                            view! {
                                <Banner kind="wrong" icon="alert">
                                    {words}
                                </Banner>
                            }
                        })
                }}
                <div class="ui-dialog-foot">
                    <Button
                        kind=ButtonKind::Main
                        act="save-name"
                        submit=true
                        disabled=acts.rename.pending()
                    >
                        {move || t_string!(i18n, device.save)}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}
