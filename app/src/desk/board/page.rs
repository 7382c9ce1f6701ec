//! The page of a class.

use super::{
    api,
    bar::{BoardActs, BoardChips, ClassActs, SurveyBar},
    connection::ConnectionBanner,
    order::use_order,
    pulse::feel_pulse,
    seats::SeatBar,
    slots::Slots,
    state::Room,
    stream::{Follower, Stream},
    tile::{BoardTile, Unlock, answer_action},
    title::BoardTitle,
};
use crate::{
    ApiError,
    desk::ui::Live,
    i18n::*,
    ui::{Banner, Loaded, error_message, on_day},
};
use domain::{
    board::{Board, BoardHint, BoardMode, TileNews, order::BoardOrder},
    ids::ClassId,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;

/// The live board; `unlock` and `slots` are none for those who look and leave the acting to the
/// teacher.
#[component]
pub fn BoardPage(
    class: ClassId,
    unlock: Option<Unlock>,
    slots: Option<Slots>,
    /// What other features have to say today.
    #[prop(into)]
    below_next: ViewFn,
) -> impl IntoView {
    let board = Resource::new(|| (), move |()| api::read_board(class));
    view! {
        <Loaded read=board let:board>
            {
                let below_next = below_next.clone();
                view! { <LiveBoard board unlock slots below_next /> }
            }
        </Loaded>
    }
    .into_any()
}

#[component]
fn LiveBoard(
    board: Board,
    unlock: Option<Unlock>,
    slots: Option<Slots>,
    below_next: ViewFn,
) -> impl IntoView {
    let i18n = use_i18n();
    let (class, seq) = (board.class, board.seq);
    let room = Room::of(board);
    let answer = unlock.map(|_| answer_action());
    let live = answer.map(|answer| Live {
        class,
        children: room.children.into(),
        tiles: Signal::derive(move || room.all_tiles()),
        answer: Callback::new(move |said| {
            answer.dispatch(said);
        }),
    });
    let (order, arranging) = (use_order(), RwSignal::new(false));
    let seating = Memo::new(move |_| room.seating());
    let in_order = Memo::new(move |_| match order.get() {
        BoardOrder::Names => room.children.get(),
        BoardOrder::Seats => seating.with(|it| room.in_seats(it)),
    });
    let seated = Memo::new(move |_| order.get() == BoardOrder::Seats);
    let columns = move || {
        seated
            .get()
            .then(|| seating.with(|it| it.size().1.to_string()))
    };
    let place = move |child| {
        let place = move || seating.with(|it| it.place(child)).filter(|_| seated.get());
        Signal::derive(place)
    };
    let can_edit = unlock.is_some();
    let said = RwSignal::new(String::new());
    let announce = announcer(room, said);
    let stream = Stream::follow(class, seq, follower(class, room, announce));
    feel_pulse(class, room, stream);
    let acts = unlock.map(|_| ClassActs::new(stream));
    let mode = Memo::new(move |_| room.mode());
    let line = Signal::derive(move || {
        let day = on_day(i18n, room.today());
        format!("{} · {day}", room.title.get())
    });
    // In a survey the tiles have all the room.
    let side = move || {
        (mode.get() == BoardMode::Goals).then(|| {
            view! {
                <div class="board-side">
                    <Hint room />
                    {slots.zip(live).map(|(slots, live)| slots.beside.run(live))}
                    {below_next.run()}
                </div>
            }
        })
    };
    view! {
        // The head may ask once more after the page has gone.
        <Title text=move || room.title.try_get().unwrap_or_default() />
        <div class="board" data-mode=move || mode.get().name()>
            <ConnectionBanner stream />
            <SurveyBar class room stop=acts.map(|it| it.stop) />
            <BoardTitle
                title=Signal::derive(move || t_string!(i18n, board.today).to_owned())
                line
                chips=view! { <BoardChips room /> }.into_any()
                acts=view! { <BoardActs class room order acts slots /> }.into_any()
            />
            {acts.map(ClassActs::refused)}
            {unlock.map(|unlock| view! { <Refusal answer=unlock.value() /> })}
            <div class="board-room">
                <div class="board-seats">
                    {move || {
                        seated
                            .get()
                            .then(|| view! { <SeatBar class room arranging can_edit stream /> })
                    }}
                    <ul
                        class="board-tiles"
                        data-open=move || room.open.get().to_string()
                        data-columns=columns
                        hidden=move || seated.get() && arranging.get()
                    >
                        <For
                            each=move || in_order.get()
                            key=|it| (it.child, it.name.clone(), it.picture.clone())
                            let:child
                        >
                            <BoardTile room place=place(child.child) child unlock answer />
                        </For>
                    </ul>
                </div>
                {side}
            </div>
        </div>
        <p class="visually-hidden" role="status" data-live="board">
            {said}
        </p>
    }
    .into_any()
}

fn follower(class: ClassId, room: Room, announce: Callback<Vec<TileNews>>) -> Follower {
    let read = move |stream: Stream| {
        spawn_local(async move {
            if let Ok(board) = api::read_board(class).await
                && stream.has_read(board.seq)
            {
                room.replace(board);
            }
        });
    };
    Follower {
        show: Callback::new(move |tiles| announce.run(room.apply(tiles))),
        forget: Callback::new(move |()| room.forget()),
        read: Callback::new(read),
    }
}

/// Says aloud who wants help, proposed a goal, is done or locked out, and nothing else.
fn announcer(room: Room, said: RwSignal<String>) -> Callback<Vec<TileNews>> {
    let i18n = use_i18n();
    Callback::new(move |news: Vec<TileNews>| {
        let words = news.into_iter().map(|it| match it {
            TileNews::Done(child) => tu_string!(i18n, board.now_done, name = room.name(child)),
            TileNews::Locked(child) => tu_string!(i18n, board.now_locked, name = room.name(child)),
            TileNews::WantsHelp(child) => {
                tu_string!(i18n, board.now_wants_help, name = room.name(child))
            }
            TileNews::Proposed(child) => {
                tu_string!(i18n, board.now_proposed, name = room.name(child))
            }
        });
        let words = words.collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            said.set(words);
        }
    })
}

/// Why the last act did not work.
#[component]
fn Refusal(#[prop(into)] answer: Signal<Option<Result<(), ApiError>>>) -> impl IntoView {
    let i18n = use_i18n();
    move || match answer.get() {
        Some(Err(ApiError(error))) => Some(view! {
            <Banner kind="wrong" icon="alert">
                {error_message(i18n, &error)}
            </Banner>
        }),
        _ => None,
    }
}

/// What to do where nothing moves yet.
#[component]
fn Hint(room: Room) -> impl IntoView {
    let i18n = use_i18n();
    let counts = Memo::new(move |_| room.counts());
    let hint = Memo::new(move |_| {
        let children = room.children.with(Vec::len);
        counts.with(|it| BoardHint::of(children, room.open.get(), it))
    });
    let words = move || {
        Some(match hint.get()? {
            BoardHint::NoChildren => t_string!(i18n, desk.no_children),
            BoardHint::ClassIsClosed => t_string!(i18n, board.closed_words),
            BoardHint::NobodyHere => t_string!(i18n, board.nobody_words),
        })
    };
    move || words().map(|words| view! { <p class="board-hint">{words}</p> })
}
