//! What an adult says to a child's wish for help.

use super::super::api::answer_help;
use crate::{
    ApiError,
    ui::{Button, ButtonKind},
};
use domain::{
    board::Tile,
    help::{HelpAnswer, OpenWish},
    ids::{PersonId, WishId},
};
use leptos::prelude::*;

/// What an adult says to a wish: of whom, which, what.
pub(in crate::desk::board) type Answer =
    Action<(PersonId, WishId, HelpAnswer), Result<Option<OpenWish>, ApiError>>;

pub(in crate::desk::board) fn answer_action() -> Answer {
    Action::new(|(child, wish, coming): &(PersonId, WishId, HelpAnswer)| {
        answer_help(*child, *wish, *coming)
    })
}

/// Says one thing to the wish of a tile.
#[component]
pub(super) fn AnswerButton(
    now: Memo<Tile>,
    name: StoredValue<String>,
    answer: Answer,
    act: &'static str,
    say: HelpAnswer,
    #[prop(optional)] kind: ButtonKind,
    words: Signal<&'static str>,
) -> impl IntoView {
    let on_click = move |()| {
        let wish = now.with_untracked(|it| it.help.as_ref().map(|help| (it.child, help.wish)));
        if let Some((child, wish)) = wish {
            answer.dispatch((child, wish, say));
        }
    };
    view! {
        <Button kind=kind act=act on_click=on_click class="board-help-act">
            {words}
            <span class="visually-hidden">{name.with_value(|name| format!(": {name}"))}</span>
        </Button>
    }
    .into_any()
}
