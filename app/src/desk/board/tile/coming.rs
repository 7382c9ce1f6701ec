//! Who comes to a child who wants help, with "Helped".

use super::answer::{Answer, AnswerButton};
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Dialog},
};
use domain::{board::Tile, help::HelpAnswer, name::initials};
use leptos::prelude::*;

/// The row of a child to whom somebody is coming.
#[component]
pub(super) fn ComingRow(
    now: Memo<Tile>,
    name: StoredValue<String>,
    answer: Option<Answer>,
) -> impl IntoView {
    let i18n = use_i18n();
    let coming = Memo::new(move |_| {
        let coming = now.with(|it| it.help.as_ref().and_then(|it| it.coming.clone()));
        coming.unwrap_or_default()
    });
    let open = RwSignal::new(false);
    let title =
        Signal::derive(move || t_string!(i18n, board.help_comes, name = coming.get()).to_string());
    let who = move || {
        view! {
            <span class="board-initials" aria-hidden="true">
                {move || coming.with(|it| initials(it))}
            </span>
            <span class="board-coming-name">{coming}</span>
            <span class="visually-hidden">": " {move || t_string!(i18n, board.help_coming)}</span>
        }
    };
    match answer {
        None => view! { <div class="board-tile-coming">{who()}</div> }.into_any(),
        Some(answer) => view! {
            <Button
                kind=ButtonKind::Quiet
                act="who-comes"
                on_click=move |()| open.set(true)
                class="board-tile-coming"
            >
                {who()}
            </Button>
            <AnswerButton
                now
                name
                answer
                act="helped"
                say=HelpAnswer::Done
                words=Signal::derive(move || t_string!(i18n, board.help_done))
            />
            <Dialog open title>
                <div class="ui-dialog-foot">
                    <AnswerButton
                        now
                        name
                        answer
                        act="not-me"
                        say=HelpAnswer::NotMe
                        words=Signal::derive(move || t_string!(i18n, board.help_not_me))
                    />
                </div>
            </Dialog>
        }
        .into_any(),
    }
}
