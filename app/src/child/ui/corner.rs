use super::away::use_away;
use crate::ui::picture;
use domain::signin::Me;
use leptos::prelude::*;

/// The child's own tile, always in the corner: whose this is, and the way home.
#[component]
pub fn Corner(me: Me) -> impl IntoView {
    let away = use_away();
    view! {
        <a class="ui-corner" href="/" data-act="home" on:click=away.by_tap("/")>
            <img class="ui-corner-picture" src=picture(&me.picture) alt="" />
            {me.name}
        </a>
    }
}
