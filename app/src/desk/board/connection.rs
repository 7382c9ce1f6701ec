//! What is said while the live stream does not come through.

use super::stream::Stream;
use crate::{
    i18n::*,
    ui::{Banner, Trouble},
};
use domain::{AppError, board::follower::ConnectionState};
use leptos::prelude::*;

#[component]
pub(super) fn ConnectionBanner(stream: Stream) -> impl IntoView {
    let i18n = use_i18n();
    move || match stream.connection() {
        ConnectionState::Live => ().into_any(),
        ConnectionState::Stale => view! {
            <Banner kind="stale" icon="wifi-off">
                {t_string!(i18n, board.stale)}
            </Banner>
        }
        .into_any(),
        ConnectionState::Refused => view! { <Trouble error=AppError::SignedOut /> }.into_any(),
    }
}
