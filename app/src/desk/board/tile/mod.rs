//! One child's tile: two rows of fixed height. The first says who and how, the second what is to be known
//! or done of it.

mod answer;
mod coming;
mod row;
mod wanted;
mod words;

pub(super) use answer::{Answer, answer_action};
pub(super) use row::Unlock;
pub(super) use words::group_icon;

use self::{
    row::TileRow,
    words::{state_icon, state_words},
};
use super::state::Room;
use crate::{
    i18n::*,
    ui::{Icon, lang_of, picture},
};
use domain::{
    board::{Tile, TileGroup, seat::Place},
    limits,
    name::NameWidth,
    school::ChildName,
};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

/// The way to a child's page, with what the child is doing; and the one act that is asked for.
#[component]
pub(super) fn BoardTile(
    room: Room,
    /// Where it stands while the tiles stand as the class sits.
    place: Signal<Option<Place>>,
    child: ChildName,
    /// None for those who only look.
    unlock: Option<Unlock>,
    answer: Option<Answer>,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = child.child;
    let tile = room.tile(id)?;
    let now = Memo::new(move |_| tile.get());
    let state = Memo::new(move |_| now.with(|it| room.state(it)));
    let words = move || now.with(|it| state_words(i18n, room, it, state.get()));
    // The way to the child covers the pictures of the goals: it says what they are.
    let titles = move || {
        let goals = now.with(|it| it.progress_on(room.today()).map(|it| it.goals.clone()));
        let lang = lang_of(i18n.get_locale());
        let titles = goals.unwrap_or_default().into_iter();
        let titles: Vec<_> = titles.map(|it| it.title.get(lang).to_owned()).collect();
        (!titles.is_empty()).then(|| titles.join(" · "))
    };
    let at = move |of: fn(Place) -> u8| place.get().map(|it| of(it).to_string());
    let is_out = move || {
        room.only
            .get()
            .is_some_and(|it| it != TileGroup::of(state.get()))
    };
    let width = NameWidth::of(&child.name).name();
    let name = StoredValue::new(child.name.clone());
    Some(view! {
        <li
            class="board-tile"
            data-row=move || at(|it| it.row)
            data-column=move || at(|it| it.column)
            data-state=move || state.get().name()
            data-tile=id.to_string()
            data-here=move || now.with(|it| it.here).then_some("yes")
            data-moved=moved(now)
            hidden=is_out
        >
            <a class="board-who" href=format!("/desk/child/{id}") title=titles>
                <img class="board-tile-picture" src=picture(&child.picture) alt="" />
                <span class="board-tile-words">
                    <span class="board-tile-name" data-width=width>
                        {child.name}
                    </span>
                    <span class="board-tile-state">
                        {move || view! { <Icon name=state_icon(state.get()) /> }}
                        <span class="board-tile-word">{words}</span> <TileSigns now />
                    </span>
                </span>
            </a>
            <TileRow room now state name unlock answer />
        </li>
    })
}

/// What else an adult may want to know: a goal that was proposed, answers that came fast.
#[component]
fn TileSigns(now: Memo<Tile>) -> impl IntoView {
    let i18n = use_i18n();
    let rushed = move || {
        now.with(|it| it.rushed).then(|| {
            let words = t_string!(i18n, board.rushed);
            view! {
                <span class="board-tile-sign" data-sign="rushed" title=words>
                    <Icon name="alert" />
                    <span class="visually-hidden">{words}</span>
                </span>
            }
        })
    };
    let proposed = move || {
        let n = now.with(|it| it.proposals);
        (n > 0).then(|| {
            let words = t_string!(i18n, board.proposed_count, n).to_string();
            let title = words.clone();
            view! {
                <span class="board-tile-sign board-tile-proposed" title=title>
                    <span aria-hidden="true">{format!("+{n}")}</span>
                    <span class="visually-hidden">{words}</span>
                </span>
            }
        })
    };
    view! {
        {proposed}
        {rushed}
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
