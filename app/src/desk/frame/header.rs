//! The top of the desk, in one row at every width.

use super::{account::Account, crumbs::Crumbs, drawer::Drawer, search::Search};
use crate::i18n::*;
use domain::school::Adult;
use leptos::prelude::*;

#[component]
pub fn Header(
    me: Adult,
    /// How one goes out.
    #[prop(into)]
    sign_out: ViewFn,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <a class="ui-skip ui-button" href="#page">
            {move || t_string!(i18n, desk.skip)}
        </a>
        <header class="ui-top">
            <a class="ui-top-home" href="/desk" aria-label="Fledge">
                <img class="ui-top-logo" src="/logo.svg" alt="" />
            </a>
            <Crumbs me=me.clone() />
            <Drawer me=me.clone() />
            <Search me=me.clone() />
            <Account me sign_out />
        </header>
    }
    .into_any()
}
