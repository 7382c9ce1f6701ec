//! The code with which a teacher sits down beside a child on the child's own tablet.

use super::api::BesideCode;
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Dialog, Icon, told},
};
use domain::ids::ClassId;
use leptos::prelude::*;

#[component]
pub(super) fn BesideButton(class: ClassId) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let code = ServerAction::<BesideCode>::new();
    let ask = move || drop(code.dispatch(BesideCode { class }));
    let begin = move |_| {
        code.clear();
        open.set(true);
        ask();
    };
    view! {
        <button type="button" class="ui-button" data-act="beside" on:click=begin>
            <Icon name="people" />
            {move || t_string!(i18n, desk.beside)}
        </button>
        <Dialog open title=Signal::derive(move || t_string!(i18n, desk.beside_title).to_owned())>
            <p>{move || t_string!(i18n, desk.beside_words)}</p>
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
                Some(Err(ApiError(error))) => view! {
                    <Banner kind="wrong" icon="alert">{told(i18n, &error)}</Banner>
                }
                .into_any(),
                None => ().into_any(),
            }}
            <button
                type="button"
                class="ui-button"
                data-act="beside-again"
                disabled=code.pending()
                on:click=move |_| ask()
            >
                <Icon name="refresh" />
                {move || t_string!(i18n, desk.beside_again)}
            </button>
        </Dialog>
    }
    .into_any()
}
