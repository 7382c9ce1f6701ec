//! The code with which a teacher sits down beside a child on the child's own tablet.

use super::super::api::BesideCode;
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, Dialog, Icon, error_message},
};
use domain::ids::ClassId;
use leptos::prelude::*;

/// A new code each time it opens.
#[component]
pub(super) fn BesideDialog(class: ClassId, open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let code = ServerAction::<BesideCode>::new();
    let ask = move || drop(code.dispatch(BesideCode { class }));
    Effect::new(move |_| {
        if open.get() {
            code.clear();
            ask();
        }
    });
    view! {
        <Dialog open title=Signal::derive(move || t_string!(i18n, board.beside_title).to_owned())>
            <p>{move || t_string!(i18n, board.beside_words)}</p>
            {move || match code.value().get() {
                Some(Ok(code)) => {
                    let shown = format!("{} {}", &code.code[..3], &code.code[3..]);
                    view! {
                        <p class="board-code" data-code=code.code.clone() aria-live="polite">
                            {shown}
                        </p>
                    }
                        .into_any()
                }
                Some(Err(ApiError(error))) => {
                    view! {
                        <Banner kind="wrong" icon="alert">
                            {error_message(i18n, &error)}
                        </Banner>
                    }
                        .into_any()
                }
                None => ().into_any(),
            }}
            <Button act="beside-again" disabled=code.pending() on_click=move |()| ask()>
                <Icon name="refresh" />
                {move || t_string!(i18n, board.beside_again)}
            </Button>
        </Dialog>
    }
    .into_any()
}
