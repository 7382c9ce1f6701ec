//! How adults go out.

use super::api::AdultSignOut;
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Icon},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Ends the adult's stay. The browser sends this form by itself, so that the page that follows is
/// a new one and nothing of the old is left in memory.
#[component]
pub fn SignOut() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <form method="post" action=AdultSignOut::PATH>
            <Button kind=ButtonKind::Quiet act="sign-out" submit=true>
                <Icon name="door" />
                {move || t_string!(i18n, signin.sign_out)}
            </Button>
        </form>
    }
    .into_any()
}
