//! A tile's wish for help: how long and what the child has tried, with "I'm coming".

use super::{
    super::state::Room,
    answer::{Answer, AnswerButton},
};
use crate::{
    i18n::*,
    ui::{ButtonKind, lang_of, picture},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    board::Tile,
    help::{HelpAnswer, TriedStep},
};
use leptos::prelude::*;

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
