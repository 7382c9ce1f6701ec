//! A tile's wish for help: how long and what the child has tried, with "I'm coming"; then who comes, with
//! "Helped".

use super::super::{api::answer_help, state::Room};
use crate::{
    ApiError,
    i18n::*,
    ui::{Button, ButtonKind, Dialog, lang_of, picture},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    board::Tile,
    help::{HelpAnswer, OpenWish, TriedStep},
    ids::{PersonId, WishId},
    name::initials,
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

/// Tries that a narrow tile shows.
const TRIES: usize = 2;

/// The row of a child who wants help.
#[component]
pub(super) fn WantedRow(
    room: Room,
    now: Memo<Tile>,
    name: StoredValue<String>,
    answer: Option<Answer>,
) -> impl IntoView {
    let i18n = use_i18n();
    let help = Memo::new(move |_| now.with(|it| it.help.clone()));
    let asked_at = move || help.with(|it| it.as_ref().map(|it| it.asked_at));
    let tried = move || help.with(|it| it.as_ref().map(|it| it.tried.clone()).unwrap_or_default());
    let since = move || asked_at().map(|at| waited(i18n, room, at));
    let tries = move || {
        let all = tried();
        let more = all.len().saturating_sub(TRIES);
        let some = !all.is_empty();
        view! {
            {some
                .then(|| {
                    view! {
                        <span class="board-help-tried">
                            " · " {t_string!(i18n, board.help_tried)}
                        </span>
                    }
                })}
            <span class="board-tries">
                {all.into_iter().map(|it| view! { <OneTry it /> }).collect_view()}
                {(more > 0)
                    .then(|| {
                        view! {
                            <span class="board-tries-more" aria-hidden="true">
                                {format!("+{more}")}
                            </span>
                        }
                    })}
            </span>
        }
    };
    view! {
        <div
            class="board-tile-tried"
            data-help=move || help.with(|it| it.as_ref().map(|it| it.wish.to_string()))
        >
            <span class="board-help-since">{since}</span>
            {tries}
        </div>
        {answer
            .map(|answer| {
                view! {
                    <AnswerButton
                        now
                        name
                        answer
                        act="come"
                        say=HelpAnswer::Yes
                        kind=ButtonKind::Main
                        words=Signal::derive(move || t_string!(i18n, desk.help_come))
                    />
                }
            })}
    }
    .into_any()
}

#[component]
fn OneTry(it: TriedStep) -> impl IntoView {
    let i18n = use_i18n();
    let word = StoredValue::new(it.word);
    let name = move || word.with_value(|it| it.get(lang_of(i18n.get_locale())).to_owned());
    view! {
        <span class="board-try">
            <img class="desk-face" src=picture(&it.picture) alt=name title=name />
            <span class="board-try-word" aria-hidden="true">
                {name}
            </span>
        </span>
    }
    .into_any()
}

fn waited(i18n: leptos_i18n::I18nContext<Locale>, room: Room, since: DateTime<Utc>) -> String {
    // Asked after the clock was last looked at: just now.
    let waited = room
        .clock
        .get()
        .map(|now| (now - since).max(TimeDelta::zero()));
    match waited.map(|it| it.num_minutes()) {
        None | Some(0) => t_string!(i18n, board.help_now).to_owned(),
        Some(n) => t_string!(i18n, board.help_since, n).to_string(),
    }
}

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

#[component]
fn AnswerButton(
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
