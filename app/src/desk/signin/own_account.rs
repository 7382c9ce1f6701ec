//! An adult's own account: the password, and where they are signed in.

use super::{api, new_password::NewPassword, sessions::Sessions};
use crate::{desk::ui::TitleRow, i18n::*};
use domain::school::Adult;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn AccountPage(me: Adult) -> impl IntoView {
    let i18n = use_i18n();
    let title = move || t_string!(i18n, signin.my_account);
    let change = ServerAction::<api::ChangePassword>::new();
    // A new password ends all other sessions.
    let changed = Memo::new(move |before: Option<&usize>| match change.value().get() {
        Some(Ok(())) => change.version().get(),
        _ => before.copied().unwrap_or_default(),
    });
    view! {
        <Title text=title />
        <TitleRow title=move || title().to_owned() line=move || me.name.clone() />
        <NewPassword change />
        <Sessions changed />
    }
    .into_any()
}
