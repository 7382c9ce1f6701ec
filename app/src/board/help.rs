//! A tile's wish for help: since when, what the child has tried, and who comes.

use super::api::answer_help;
use crate::{
    ApiError,
    i18n::*,
    ui::{Icon, lang_of, picture},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    board::Tile,
    help::{Coming, Help},
    ids::{PersonId, WishId},
};
use gloo_timers::callback::Interval;
use leptos::prelude::*;

/// What an adult says to a wish: of whom, which, what.
pub(super) type Answer = Action<(PersonId, WishId, Coming), Result<Option<Help>, ApiError>>;

pub(super) fn answer_action() -> Answer {
    Action::new(|(child, wish, coming): &(PersonId, WishId, Coming)| {
        answer_help(*child, *wish, *coming)
    })
}

/// The part of a tile that says so; nothing while the child wants no help.
#[component]
pub(super) fn Wanted(now: Memo<Tile>) -> impl IntoView {
    let i18n = use_i18n();
    let help = Memo::new(move |_| now.with(|it| it.help.clone()));
    let clock = use_context::<Now>();
    let since = move || {
        let since = help.with(|it| it.as_ref().map(|it| it.asked_at))?;
        // Asked after the clock was last looked at: just now.
        let waited = (clock?.0.get()? - since).max(TimeDelta::zero());
        Some(match waited.num_minutes() {
            0 => t_string!(i18n, desk.help_now).to_owned(),
            n => t_string!(i18n, desk.help_since, n).to_string(),
        })
    };
    let tried = move || {
        let tried = help.with(|it| it.as_ref().map(|it| it.tried.clone()));
        let tried = tried.filter(|it| !it.is_empty())?;
        let pictures = tried.into_iter().map(|it| {
            let word = StoredValue::new(it.word);
            let name = move || word.with_value(|it| it.get(lang_of(i18n.get_locale())).to_owned());
            view! { <img class="desk-face" src=picture(&it.picture) alt=name title=name /> }
        });
        Some(view! {
            <span class="board-tile-tried">
                <span>{move || t_string!(i18n, desk.help_tried)}</span>
                {pictures.collect_view()}
            </span>
        })
    };
    let coming = move || {
        let name = help.with(|it| it.as_ref()?.coming.clone())?;
        Some(view! {
            <span class="board-tile-coming">
                <Icon name="people" />
                {move || t_string!(i18n, desk.help_comes, name = name.clone()).to_string()}
            </span>
        })
    };
    move || {
        help.with(Option::is_some).then(|| {
            view! {
                <span class="board-tile-help" data-help=move || help.with(|it| it.as_ref().map(|it| it.wish.to_string()))>
                    <span class="board-tile-since">{since}</span>
                    {coming}
                    {tried}
                </span>
            }
        })
    }
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
    let button = move |act: &'static str, coming: Coming, words: Signal<&'static str>| {
        let say = move |_| {
            if let Some(wish) = wish.get_untracked() {
                answer.dispatch((child, wish, coming));
            }
        };
        view! {
            <button
                type="button"
                class="ui-button"
                data-act=act
                data-kind=(coming == Coming::Yes).then_some("main")
                on:click=say
            >
                {words}
                <span class="visually-hidden">{name.with_value(|name| format!(": {name}"))}</span>
            </button>
        }
    };
    let buttons = move || {
        match taken.get() {
        false => button("come", Coming::Yes, Signal::derive(move || t_string!(i18n, desk.help_come)))
            .into_any(),
        true => view! {
            {button("helped", Coming::Done, Signal::derive(move || t_string!(i18n, desk.help_done)))}
            {button("not-me", Coming::NotMe, Signal::derive(move || t_string!(i18n, desk.help_not_me)))}
        }
        .into_any(),
    }
    };
    move || {
        wish.get()
            .map(|_| view! { <div class="board-help-acts">{buttons}</div> })
    }
}

/// What time it is, counted anew every half minute; only the browser knows.
#[derive(Clone, Copy)]
struct Now(RwSignal<Option<DateTime<Utc>>>);

/// How often the waiting times are counted anew, in milliseconds.
const COUNT_EVERY: u32 = 30_000;

/// Gives the tiles below one clock.
pub(super) fn provide_now() {
    let now = RwSignal::new(None);
    provide_context(Now(now));
    Effect::new(move |_| {
        now.set(Some(crate::sync::now()));
        let every = Interval::new(COUNT_EVERY, move || now.set(Some(crate::sync::now())));
        let every = StoredValue::new_local(Some(every));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
}
