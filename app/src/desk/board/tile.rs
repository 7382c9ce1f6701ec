//! One child's tile.

use super::{
    help::Wanted,
    help_buttons::{Answer, HelpActs},
    slots::Slots,
    state::Room,
};
use crate::{
    desk::ui::{doing_icon, doing_words},
    i18n::*,
    ui::{Button, Icon, lang_of, picture, time_here},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    board::seat::Place,
    board::{Tile, TileState},
    ids::PersonId,
    limits,
    plan::{CurrentActivity, DayProgress},
    school::ChildName,
};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

/// The way to a child's page, with what the child is doing; and the one tap that unlocks them.
#[component]
pub(super) fn BoardTile(
    room: Room,
    /// Where it stands while the tiles stand as the class sits.
    place: Signal<Option<Place>>,
    child: ChildName,
    /// None for those who only look.
    unlock: Option<Action<PersonId, Result<(), crate::ApiError>>>,
    answer: Option<Answer>,
    slots: Option<Slots>,
) -> impl IntoView {
    let id = child.child;
    let tile = room.tile(id)?;
    let now = Memo::new(move |_| tile.get());
    let locked = Memo::new(move |_| now.with(|it| it.locked));
    let quiet = Memo::new(move |_| {
        let since = room.quiet.with(|all| all.get(&id).copied());
        since.filter(|_| now.with(|it| it.here))
    });
    let absent =
        Memo::new(move |_| room.away.with(|all| all.contains(&id)) && now.with(|it| !it.here));
    // Only the browser knows which day it is here.
    let date = RwSignal::new(None);
    Effect::new(move |_| date.set(local_date()));
    let today = Memo::new(move |_| {
        let date = date.get()?;
        now.with(|it| it.progress_on(date).cloned())
    });
    let at_it = Memo::new(move |_| {
        let here = now.with(|it| it.here);
        today.get().and_then(|it| it.now).filter(|_| here)
    });
    let state = Memo::new(move |_| {
        let (quiet, absent) = (quiet.with(Option::is_some), absent.get());
        now.with(|it| TileState::of(it, quiet, absent, at_it.with(Option::is_some)))
    });
    let at = move |of: fn(Place) -> u8| place.get().map(|it| of(it).to_string());
    let name = child.name.clone();
    let button = unlock.map(|unlock| {
        move || {
            locked
                .get()
                .then(|| view! { <Unlock id name=name.clone() unlock /> })
        }
    });
    let buttons = answer.map(|answer| view! { <HelpActs now name=child.name.clone() answer /> });
    let more = slots.map(|it| it.tile.run(child.clone()));
    Some(view! {
        <li
            class="board-cell"
            data-row=move || at(|it| it.row)
            data-column=move || at(|it| it.column)
        >
            <a
                class="board-tile"
                href=format!("/desk/child/{id}")
                data-state=move || { state.get().name() }
                data-tile=id.to_string()
                data-here=move || now.with(|it| it.here).then_some("yes")
                data-moved=moved(now)
            >
                <img class="board-tile-picture" src=picture(&child.picture) alt="" />
                <span class="board-tile-name">{child.name}</span>
                <TileSigns now quiet state today at_it />
                <TileBar now />
                <Wanted now />
            </a>
            {button}
            {buttons}
            {more}
        </li>
    })
}

#[component]
fn TileSigns(
    now: Memo<Tile>,
    quiet: Memo<Option<DateTime<Utc>>>,
    state: Memo<TileState>,
    today: Memo<Option<DayProgress>>,
    at_it: Memo<Option<CurrentActivity>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let sign = move || {
        let name = match state.get() {
            TileState::Locked => "lock",
            TileState::WantsHelp => "hand",
            TileState::Quiet => "wifi-off",
            TileState::Absent => "away",
            TileState::AtGoal => {
                let src = at_it.get().map(|it| picture(&it.picture));
                return view! { <img class="board-tile-at" src=src alt="" /> }.into_any();
            }
            TileState::Survey(doing) => doing_icon(doing),
        };
        view! { <Icon name /> }.into_any()
    };
    let words = move || match state.get() {
        TileState::Locked => t_string!(i18n, board.doing_locked).to_owned(),
        TileState::WantsHelp => t_string!(i18n, board.wants_help).to_owned(),
        TileState::Quiet => {
            let time = quiet
                .get()
                .map(|at| time_here(i18n, at))
                .unwrap_or_default();
            t_string!(i18n, board.quiet, time).to_string()
        }
        TileState::Absent => t_string!(i18n, desk.away_today).to_owned(),
        TileState::AtGoal => {
            let title = |it: CurrentActivity| it.title.get(lang_of(i18n.get_locale())).to_owned();
            at_it.get().map(title).unwrap_or_default()
        }
        TileState::Survey(doing) => doing_words(i18n, doing),
    };
    let here = move || {
        now.with(|it| it.here).then(|| {
            let words = t_string!(i18n, board.here);
            view! { <Badge icon="tablet" kind="here" words /> }
        })
    };
    let rushed = move || {
        now.with(|it| it.rushed).then(|| {
            let words = t_string!(i18n, board.rushed);
            view! { <Badge icon="clock" kind="rushed" words /> }
        })
    };
    let proposed = move || {
        let n = now.with(|it| it.proposals);
        (n > 0).then(|| {
            let words = t_string!(i18n, board.proposed_count, n).to_string();
            let title = words.clone();
            view! {
                <span class="board-tile-proposed" title=title>
                    <Icon name="plus" />
                    <span aria-hidden="true">{n}</span>
                    <span class="visually-hidden">{words}</span>
                </span>
            }
        })
    };
    let ticked = move || {
        let ticked = today.get()?;
        let (done, of) = (ticked.done, ticked.of);
        let words = t_string!(i18n, board.ticked, done, of).to_string();
        let title = words.clone();
        Some(view! {
            <span class="board-tile-ticked" title=title>
                <Icon name="leaf" />
                <span aria-hidden="true">{format!("{done}/{of}")}</span>
                <span class="visually-hidden">{words}</span>
            </span>
        })
    };
    view! {
        <span class="board-tile-state">
            {sign} <span class="board-tile-word" title=words>
                {words}
            </span> {ticked} {proposed} {here} {rushed}
        </span>
    }
    .into_any()
}

fn local_date() -> Option<NaiveDate> {
    let now = js_sys::Date::new_0();
    let year = i32::try_from(now.get_full_year()).ok()?;
    NaiveDate::from_ymd_opt(year, now.get_month() + 1, now.get_date())
}

#[component]
fn Badge(icon: &'static str, kind: &'static str, words: &'static str) -> impl IntoView {
    view! {
        <span class="board-tile-badge" data-badge=kind title=words>
            <Icon name=icon />
            <span class="visually-hidden">{words}</span>
        </span>
    }
    .into_any()
}

#[component]
fn TileBar(now: Memo<Tile>) -> impl IntoView {
    let progress = Memo::new(move |_| now.with(|it| it.doing.progress()));
    let shown = Memo::new(move |_| progress.get().is_some());
    let bar = move || {
        let (done, of) = (
            move || progress.get().map_or(0, |it| it.done).to_string(),
            move || progress.get().map_or(1, |it| it.of).to_string(),
        );
        view! { <progress class="board-tile-bar" aria-hidden="true" max=of value=done></progress> }
    };
    move || shown.get().then(bar)
}

#[component]
fn Unlock(
    id: PersonId,
    name: String,
    unlock: Action<PersonId, Result<(), crate::ApiError>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Button act="unlock" on_click=move |()| drop(unlock.dispatch(id)) class="board-unlock">
            {move || t_string!(i18n, desk.unlock)}
            <span class="visually-hidden">{format!(": {name}")}</span>
        </Button>
    }
    .into_any()
}

/// "yes" for a moment after each change.
fn moved(now: Memo<Tile>) -> impl Fn() -> Option<&'static str> {
    let moved = RwSignal::new(None);
    Effect::new(move |before: Option<i64>| {
        let seq = now.with(|it| it.seq);
        if before.is_some_and(|it| it != seq) {
            moved.set(Some(seq));
            spawn_local(async move {
                TimeoutFuture::new(limits::board::TILE_MOVED_MS).await;
                if moved.try_get_untracked() == Some(Some(seq)) {
                    moved.set(None);
                }
            });
        }
        seq
    });
    move || moved.get().map(|_| "yes")
}
