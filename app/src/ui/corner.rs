use super::picture;
use domain::signin::Me;
use leptos::prelude::*;

/// The child's own tile, always in the corner: whose this is, and the way home.
#[component]
pub fn Corner(me: Me) -> impl IntoView {
    view! {
        <a class="ui-corner" href="/" data-act="home">
            <img class="ui-corner-picture" src=picture(&me.picture) alt="" />
            {me.name}
        </a>
    }
}
