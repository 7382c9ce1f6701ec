//! The way to a place, marked where one is.

use super::spot::{Here, Place};
use crate::ui::Icon;
use leptos::prelude::*;

/// `page` on the place's own page, `true` on one below it.
#[component]
pub(super) fn PlaceLink(
    to: String,
    icon: &'static str,
    #[prop(optional_no_strip)] place: Option<Place>,
    children: Children,
) -> impl IntoView {
    let here = expect_context::<Here>();
    let address = to.clone();
    let current = move || {
        let is_in = place.is_some() && here.spot.get().place() == place;
        match here.path.with(|it| *it == address) {
            true => Some("page"),
            false if is_in => Some("true"),
            false => None,
        }
    };
    view! {
        <a class="ui-rail-link" href=to aria-current=current>
            <Icon name=icon />
            <span>{children()}</span>
        </a>
    }
    .into_any()
}
