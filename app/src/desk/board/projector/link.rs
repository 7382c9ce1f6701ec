//! The address of the wall, and the link to it.

use crate::{
    i18n::*,
    ui::{ButtonLink, Icon},
};
use domain::ids::ClassId;
use leptos::prelude::*;

pub(super) fn address(class: ClassId, names: bool) -> String {
    let names = if names { "?names=yes" } else { "" };
    format!("/desk/class/{class}/projector{names}")
}

/// The way from the board to the wall.
#[component]
pub(in crate::desk::board) fn ProjectorLink(class: ClassId) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <ButtonLink href=address(class, false) act="projector">
            <Icon name="eye" />
            {move || t_string!(i18n, board.projector)}
        </ButtonLink>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_on_the_wall_only_if_the_address_says_so() {
        let class = ClassId(uuid::Uuid::nil());
        let plain = address(class, false);
        assert!(plain.ends_with("/projector"));
        assert_eq!(address(class, true), format!("{plain}?names=yes"));
    }
}
