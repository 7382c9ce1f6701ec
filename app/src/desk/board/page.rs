//! The page of a class.

use super::{
    api::{self, SetOpen, StartSurvey, StopSurvey},
    beside_code::BesideButton,
    connection::ConnectionBanner,
    help::provide_now,
    help_buttons::answer_action,
    order_switch::{OrderSwitch, use_order},
    projector::ProjectorLink,
    quiet::look_for_quiet,
    seats::SeatBar,
    slots::Slots,
    start_survey::StartButton,
    state::Room,
    stop_survey::StopButton,
    stream::{Follower, Stream},
    tile::BoardTile,
};
use crate::{
    ApiError,
    desk::ui::Live,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Chip, Icon, Loaded, When, error_message, lang_of},
};
use domain::{
    board::{Board, BoardCounts, BoardHint, TileNews, order::BoardOrder},
    ids::{ClassId, PersonId},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_meta::Title;

type Unlock = Action<PersonId, Result<(), ApiError>>;

/// The live board; `unlock` and `slots` are none for those who look and leave the acting to the
/// teacher.
#[component]
pub fn BoardPage(
    class: ClassId,
    unlock: Option<Unlock>,
    slots: Option<Slots>,
    /// What other features have to say today.
    #[prop(into)]
    below_bar: ViewFn,
) -> impl IntoView {
    let board = Resource::new(|| (), move |()| api::read_board(class));
    view! {
        <Loaded read=board let:board>
            {
                let below_bar = below_bar.clone();
                view! { <LiveBoard board unlock slots below_bar /> }
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
    below_bar: ViewFn,
) -> impl IntoView {
    let (class, seq) = (board.class, board.seq);
    let room = Room::of(board);
    provide_now();
    let answer = unlock.map(|_| answer_action());
    let live = answer.map(|answer| Live {
        class,
        children: room.children.into(),
        tiles: Signal::derive(move || room.all_tiles()),
        away: room.away,
        answer: Callback::new(move |said| {
            answer.dispatch(said);
        }),
    });
    let beside = slots.zip(live).map(|(slots, live)| slots.beside.run(live));
    look_for_quiet(class, room);
    let (order, arranging) = (use_order(), RwSignal::new(false));
    let seating = Memo::new(move |_| room.seating());
    let in_order = Memo::new(move |_| match order.get() {
        BoardOrder::Names => room.in_order(),
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
    view! {
        // The head may ask once more after the page has gone.
        <Title text=move || room.title.try_get().unwrap_or_default() />
        <ConnectionBanner stream />
        <BoardBar class room can_edit stream order slots />
        {below_bar.run()}
        {unlock.map(|unlock| view! { <Refusal answer=unlock.value() /> })}
        <Empty room />
        <div class="board-room">
            {beside}
            <div class="board-seats">
                {move || {
                    seated.get().then(|| view! { <SeatBar class room arranging can_edit stream /> })
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
                        <BoardTile room place=place(child.child) child unlock answer slots />
                    </For>
                </ul>
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

/// Title, how many stand how, and what a teacher does with a class.
#[component]
fn BoardBar(
    class: ClassId,
    room: Room,
    can_edit: bool,
    stream: Stream,
    order: Memo<BoardOrder>,
    slots: Option<Slots>,
) -> impl IntoView {
    let i18n = use_i18n();
    let run = move || {
        room.run.get().map(|run| {
            let title = run.title;
            view! {
                <Chip kind="survey" attr:data-run=run.run.to_string()>
                    <Icon name="play" />
                    {move || title.get(lang_of(i18n.get_locale())).to_owned()}
                    <When at=run.opened_at />
                </Chip>
            }
        })
    };
    view! {
        <div class="board-bar">
            <h1 class="board-title">{room.title}</h1>
            <div class="board-counts">{run} <CountTags room /></div>
            <OrderSwitch class order />
            <ProjectorLink class />
            {can_edit.then(|| view! { <BoardActs class room stream slots /> })}
        </div>
    }
    .into_any()
}

#[component]
fn CountTags(room: Room) -> impl IntoView {
    let i18n = use_i18n();
    let counts = Memo::new(move |_| room.counts());
    let tag = move |icon, kind, n: fn(&BoardCounts) -> usize, words: Signal<String>| {
        let shown = Memo::new(move |_| counts.with(n) > 0);
        move || {
            shown.get().then(|| {
                view! {
                    <Chip kind=kind>
                        <Icon name=icon />
                        {words}
                    </Chip>
                }
            })
        }
    };
    let count = move |n: fn(&BoardCounts) -> usize| counts.with(n);
    view! {
        {tag(
            "hand",
            Some("help"),
            |it| it.want_help,
            Signal::derive(move || {
                t_string!(i18n, board.count_want_help, n = count(|it| it.want_help))
            }),
        )}
        {tag(
            "lock",
            Some("child"),
            |it| it.locked,
            Signal::derive(move || {
                t_string!(i18n, board.count_locked, n = count(|it| it.locked))
            }),
        )}
        {tag(
            "ring",
            None,
            |it| it.not_started,
            Signal::derive(move || {
                t_string!(i18n, board.count_not_started, n = count(|it| it.not_started))
            }),
        )}
        {tag(
            "dots",
            Some("survey"),
            |it| it.working,
            Signal::derive(move || {
                t_string!(i18n, board.count_working, n = count(|it| it.working))
            }),
        )}
        {tag(
            "away",
            None,
            |it| it.away,
            Signal::derive(move || { t_string!(i18n, board.count_away, n = count(|it| it.away)) }),
        )}
        {tag(
            "check",
            Some("good"),
            |it| it.done,
            Signal::derive(move || { t_string!(i18n, board.count_done, n = count(|it| it.done)) }),
        )}
    }
    .into_any()
}

#[component]
fn BoardActs(class: ClassId, room: Room, stream: Stream, slots: Option<Slots>) -> impl IntoView {
    let i18n = use_i18n();
    let set_open = ServerAction::<SetOpen>::new();
    let start = ServerAction::<StartSurvey>::new();
    let stop = ServerAction::<StopSurvey>::new();
    Effect::new(move |before: Option<()>| {
        set_open.version().track();
        start.version().track();
        stop.version().track();
        if before.is_some() {
            stream.read();
        }
    });
    let running = Memo::new(move |_| room.run.with(Option::is_some));
    view! {
        {move || match running.get() {
            true => view! { <StopButton class stop /> }.into_any(),
            false => view! { <StartButton class start next=room.open /> }.into_any(),
        }}
        {slots.map(|it| it.bar.run(room.children.into()))}
        <BesideButton class />
        <ActionForm action=set_open>
            <input type="hidden" name="class" value=class.to_string() />
            <input type="hidden" name="open" value=move || (!room.open.get()).to_string() />
            <Button
                kind=move || ButtonKind::main_if(!room.open.get())
                act=move || if room.open.get() { "close-class" } else { "open-class" }
                disabled=set_open.pending()
                submit=true
            >
                {move || match room.open.get() {
                    true => {
                        view! {
                            <Icon name="lock" />
                            {t_string!(i18n, board.close_class)}
                        }
                    }
                    false => {
                        view! {
                            <Icon name="door" />
                            {t_string!(i18n, board.open_class)}
                        }
                    }
                }}
            </Button>
        </ActionForm>
        <Refusal answer=set_open.value() />
        <Refusal answer=stop.value() />
    }
    .into_any()
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
fn Empty(room: Room) -> impl IntoView {
    let i18n = use_i18n();
    let counts = Memo::new(move |_| room.counts());
    let hint = Memo::new(move |_| {
        let children = room.children.with(Vec::len);
        let survey = room.run.with(Option::is_some);
        counts.with(|it| BoardHint::of(children, room.open.get(), survey, it))
    });
    let words = move || {
        Some(match hint.get()? {
            BoardHint::NoChildren => t_string!(i18n, desk.no_children),
            BoardHint::ClassIsClosed => t_string!(i18n, board.closed_words),
            BoardHint::NoSurvey => t_string!(i18n, board.no_run_words),
            BoardHint::NobodyHere => t_string!(i18n, board.nobody_words),
        })
    };
    move || words().map(|words| view! { <p class="desk-quiet">{words}</p> })
}
