//! The page of a class.

use super::{
    api::{self, SetOpen, StartSurvey, StopSurvey},
    beside::BesideButton,
    help::{answer_action, provide_now},
    projector::ProjectorLink,
    quiet::look_for_quiet,
    room::{Counts, News, Room},
    seats::{Order, OrderSwitch, SeatBar, use_order},
    slots::Slots,
    start::{StartButton, StopButton},
    stream::{Follower, Stream},
    tile::BoardTile,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, Live, Trouble, When, lang_of, told},
};
use domain::{
    AppError,
    board::Board,
    follow::Line,
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
        <Suspense>
            {move || board.get().map(|it| match it {
                Ok(board) => {
                    let below_bar = below_bar.clone();
                    view! { <LiveBoard board unlock slots below_bar /> }.into_any()
                }
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
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
        Order::Names => room.in_order(),
        Order::Seats => seating.with(|it| room.in_seats(it)),
    });
    let seated = Memo::new(move |_| order.get() == Order::Seats);
    let columns = move || {
        seated
            .get()
            .then(|| seating.with(|it| it.size().1.to_string()))
    };
    let place = move |child| {
        let place = move || seating.with(|it| it.place(child)).filter(|_| seated.get());
        Signal::derive(place)
    };
    let acts = unlock.is_some();
    let said = RwSignal::new(String::new());
    let announce = announcer(room, said);
    let stream = Stream::follow(class, seq, follower(class, room, announce));
    view! {
        // The head may ask once more after the page has gone.
        <Title text=move || room.title.try_get().unwrap_or_default() />
        <StreamLine stream />
        <Bar class room acts stream order slots />
        {below_bar.run()}
        {unlock.map(|unlock| view! { <Refusal answer=unlock.value() /> })}
        <Empty room />
        <div class="board-room">
            {beside}
            <div class="board-seats">
                {move || seated.get().then(|| view! { <SeatBar class room arranging acts stream /> })}
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

fn follower(class: ClassId, room: Room, announce: Callback<Vec<News>>) -> Follower {
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
fn announcer(room: Room, said: RwSignal<String>) -> Callback<Vec<News>> {
    let i18n = use_i18n();
    Callback::new(move |news: Vec<News>| {
        let words = news.into_iter().map(|it| match it {
            News::Done(child) => tu_string!(i18n, desk.now_done, name = room.name(child)),
            News::Locked(child) => tu_string!(i18n, desk.now_locked, name = room.name(child)),
            News::WantsHelp(child) => {
                tu_string!(i18n, desk.now_wants_help, name = room.name(child))
            }
            News::Proposed(child) => tu_string!(i18n, desk.now_proposed, name = room.name(child)),
        });
        let words = words.collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            said.set(words);
        }
    })
}

#[component]
pub(super) fn StreamLine(stream: Stream) -> impl IntoView {
    let i18n = use_i18n();
    move || match stream.line() {
        Line::Live => ().into_any(),
        Line::Stale => view! {
            <Banner kind="stale" icon="wifi-off">{t_string!(i18n, desk.stale)}</Banner>
        }
        .into_any(),
        Line::Refused => view! { <Trouble error=AppError::SignedOut /> }.into_any(),
    }
}

/// Title, how many stand how, and what a teacher does with a class.
#[component]
fn Bar(
    class: ClassId,
    room: Room,
    acts: bool,
    stream: Stream,
    order: Memo<Order>,
    slots: Option<Slots>,
) -> impl IntoView {
    let i18n = use_i18n();
    let run = move || {
        room.run.get().map(|run| {
            let title = run.title;
            view! {
                <span class="ui-tag" data-kind="survey" data-run=run.run.to_string()>
                    <Icon name="play" />
                    {move || title.get(lang_of(i18n.get_locale())).to_owned()}
                    <When at=run.opened_at />
                </span>
            }
        })
    };
    view! {
        <div class="board-bar">
            <h1 class="board-title">{room.title}</h1>
            <div class="board-counts">{run} <CountTags room /></div>
            <OrderSwitch class order />
            <ProjectorLink class />
            {acts.then(|| view! { <Acts class room stream slots /> })}
        </div>
    }
    .into_any()
}

#[component]
fn CountTags(room: Room) -> impl IntoView {
    let i18n = use_i18n();
    let counts = Memo::new(move |_| room.counts());
    let tag = move |icon, kind, n: fn(&Counts) -> usize, words: Signal<String>| {
        let shown = Memo::new(move |_| counts.with(n) > 0);
        move || {
            shown.get().then(|| {
                view! { <span class="ui-tag" data-kind=kind><Icon name=icon />{words}</span> }
            })
        }
    };
    let count = move |n: fn(&Counts) -> usize| counts.with(n);
    view! {
        {tag("hand", Some("help"), |it| it.want_help, Signal::derive(move || {
            t_string!(i18n, desk.count_want_help, n = count(|it| it.want_help))
        }))}
        {tag("lock", Some("child"), |it| it.locked, Signal::derive(move || {
            t_string!(i18n, desk.count_locked, n = count(|it| it.locked))
        }))}
        {tag("ring", None, |it| it.not_started, Signal::derive(move || {
            t_string!(i18n, desk.count_not_started, n = count(|it| it.not_started))
        }))}
        {tag("dots", Some("survey"), |it| it.working, Signal::derive(move || {
            t_string!(i18n, desk.count_working, n = count(|it| it.working))
        }))}
        {tag("away", None, |it| it.away, Signal::derive(move || {
            t_string!(i18n, desk.count_away, n = count(|it| it.away))
        }))}
        {tag("check", Some("good"), |it| it.done, Signal::derive(move || {
            t_string!(i18n, desk.count_done, n = count(|it| it.done))
        }))}
    }
    .into_any()
}

#[component]
fn Acts(class: ClassId, room: Room, stream: Stream, slots: Option<Slots>) -> impl IntoView {
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
            <button
                class="ui-button"
                data-kind=move || (!room.open.get()).then_some("main")
                data-act=move || if room.open.get() { "close-class" } else { "open-class" }
                disabled=set_open.pending()
            >
                {move || match room.open.get() {
                    true => view! { <Icon name="lock" /> {t_string!(i18n, desk.close_class)} },
                    false => view! { <Icon name="door" /> {t_string!(i18n, desk.open_class)} },
                }}
            </button>
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
            <Banner kind="wrong" icon="alert">{told(i18n, &error)}</Banner>
        }),
        _ => None,
    }
}

/// What to do where nothing moves yet.
#[component]
fn Empty(room: Room) -> impl IntoView {
    let i18n = use_i18n();
    let counts = Memo::new(move |_| room.counts());
    let words = move || match () {
        () if room.children.with(Vec::is_empty) => Some(t_string!(i18n, desk.no_children)),
        () if !room.open.get() => Some(t_string!(i18n, desk.closed_words)),
        () if room.run.with(Option::is_none) => Some(t_string!(i18n, desk.no_run_words)),
        () if counts.with(|it| it.here + it.working + it.done + it.away == 0) => {
            Some(t_string!(i18n, desk.nobody_words))
        }
        () => None,
    };
    move || words().map(|words| view! { <p class="desk-quiet">{words}</p> })
}
