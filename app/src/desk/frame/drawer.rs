//! In a hand: the places that have no room in the bar below the page.

use super::{
    keys_button::KeysButton,
    link::PlaceLink,
    places::{place_words, school_places},
    spot::{Here, Place},
};
use crate::{desk::ui::Popover, i18n::*, ui::Icon};
use domain::school::{Adult, Role};
use leptos::prelude::*;

#[component]
pub(super) fn Drawer(me: Adult) -> impl IntoView {
    let i18n = use_i18n();
    let here = expect_context::<Here>();
    let role = me.role;
    let class = Memo::new(move |_| here.class(&me).map(|it| it.id));
    let setup = move || {
        let class = class.get().filter(|_| role == Role::Teacher)?;
        let to = format!("/desk/class/{class}{}", Place::Setup.page());
        Some(view! {
            <PlaceLink to icon=Place::Setup.icon() place=Some(Place::Setup)>
                {move || place_words(i18n, Place::Setup)}
            </PlaceLink>
        })
    };
    let links = school_places(role).into_iter().flatten().map(move |it| {
        view! {
            <PlaceLink to=it.to.to_owned() icon=it.icon>
                {move || (it.words)(i18n)}
            </PlaceLink>
        }
    });
    view! {
        <div class="ui-drawer">
            <Popover
                label=move || t_string!(i18n, frame.menu).to_owned()
                act="menu"
                sign=|| view! { <Icon name="menu" /> }
            >
                {setup}
                {links.collect_view()}
                <KeysButton />
            </Popover>
        </div>
    }
    .into_any()
}
