//! What can be said to a child's wish for help.

use super::api::answer_help;
use crate::{
    ApiError,
    i18n::*,
    ui::{Button, ButtonKind},
};
use domain::{
    board::Tile,
    help::{HelpAnswer, OpenWish},
    ids::{PersonId, WishId},
};
use leptos::prelude::*;

/// What an adult says to a wish: of whom, which, what.
pub(super) type Answer = Action<(PersonId, WishId, HelpAnswer), Result<Option<OpenWish>, ApiError>>;

pub(super) fn answer_action() -> Answer {
    Action::new(|(child, wish, coming): &(PersonId, WishId, HelpAnswer)| {
        answer_help(*child, *wish, *coming)
    })
}

/// What can be said to the wish; the tile's buttons.
#[component]
pub(super) fn HelpActs(now: Memo<Tile>, name: String, answer: Answer) -> impl IntoView {
    let i18n = use_i18n();
    let child = now.with_untracked(|it| it.child);
    let wish = Memo::new(move |_| now.with(|it| it.help.as_ref().map(|it| it.wish)));
    let taken =
        Memo::new(move |_| now.with(|it| it.help.as_ref().is_some_and(|it| it.coming.is_some())));
    let name = StoredValue::new(name);
    let button = move |act: &'static str, coming: HelpAnswer, words: Signal<&'static str>| {
        let say = move |()| {
            if let Some(wish) = wish.get_untracked() {
                answer.dispatch((child, wish, coming));
            }
        };
        view! {
            <Button act=act kind=ButtonKind::main_if(coming == HelpAnswer::Yes) on_click=say>
                {words}
                <span class="visually-hidden">{name.with_value(|name| format!(": {name}"))}</span>
            </Button>
        }
    };
    let buttons = move || match taken.get() {
        false => button(
            "come",
            HelpAnswer::Yes,
            Signal::derive(move || t_string!(i18n, desk.help_come)),
        )
        .into_any(),
        true => view! {
            {button(
                "helped",
                HelpAnswer::Done,
                Signal::derive(move || t_string!(i18n, board.help_done)),
            )}
            {button(
                "not-me",
                HelpAnswer::NotMe,
                Signal::derive(move || t_string!(i18n, board.help_not_me)),
            )}
        }
        .into_any(),
    };
    move || {
        wish.get()
            .map(|_| view! { <div class="board-help-acts">{buttons}</div> })
    }
}
