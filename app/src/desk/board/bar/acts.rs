//! What a teacher does with a class: one act that is due, and what is rare behind it.

use super::{
    super::{
        api::{SetOpen, StartSurvey, StopSurvey},
        projector,
        slots::Slots,
        start_survey::StartDialog,
        state::Room,
        stream::Stream,
    },
    beside_code::BesideDialog,
    more::BoardMore,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, ButtonKind, ButtonLink, Icon, error_message},
};
use domain::{
    board::{BoardMode, order::BoardOrder},
    ids::ClassId,
};
use leptos::prelude::*;

/// What is asked of the school for the whole class; each answer reads the board anew.
#[derive(Clone, Copy)]
pub(in crate::desk::board) struct ClassActs {
    pub(in crate::desk::board) stop: ServerAction<StopSurvey>,
    open: ServerAction<SetOpen>,
    start: ServerAction<StartSurvey>,
}

impl ClassActs {
    pub(in crate::desk::board) fn new(stream: Stream) -> Self {
        let acts = Self {
            stop: ServerAction::new(),
            open: ServerAction::new(),
            start: ServerAction::new(),
        };
        Effect::new(move |before: Option<()>| {
            acts.open.version().track();
            acts.start.version().track();
            acts.stop.version().track();
            if before.is_some() {
                stream.read();
            }
        });
        acts
    }

    /// Why the last of them did not work.
    pub(in crate::desk::board) fn refused(self) -> impl IntoView {
        let i18n = use_i18n();
        let answers = [self.open.value(), self.stop.value()];
        move || {
            let wrong = answers.iter().filter_map(|it| it.get()?.err());
            let lines = wrong.map(|ApiError(error)| {
                view! {
                    <Banner kind="wrong" icon="alert">
                        {error_message(i18n, &error)}
                    </Banner>
                }
            });
            lines.collect_view()
        }
    }
}

#[component]
pub(in crate::desk::board) fn BoardActs(
    class: ClassId,
    room: Room,
    order: Memo<BoardOrder>,
    /// None for those who only look.
    acts: Option<ClassActs>,
    slots: Option<Slots>,
) -> impl IntoView {
    let (starting, beside) = (RwSignal::new(false), RwSignal::new(false));
    // In a survey its end is the act that is due.
    let is_due = Signal::derive(move || room.open.get() && room.mode() == BoardMode::Goals);
    let due = acts.map(|acts| {
        view! {
            <OpenClass class room acts />
            {slots.map(|it| it.bar.run((room.children.into(), is_due)))}
            <StartDialog class start=acts.start open=starting />
            <BesideDialog class open=beside />
        }
    });
    view! {
        <BoardMore>
            <MoreActs class room order acts starting beside />
        </BoardMore>
        {due}
    }
    .into_any()
}

/// The first act of a class that is closed.
#[component]
fn OpenClass(class: ClassId, room: Room, acts: ClassActs) -> impl IntoView {
    let i18n = use_i18n();
    let open = move |()| drop(acts.open.dispatch(SetOpen { class, open: true }));
    move || {
        (!room.open.get()).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Main
                    act="open-class"
                    disabled=acts.open.pending()
                    on_click=open
                >
                    <Icon name="door" />
                    {move || t_string!(i18n, board.open_class)}
                </Button>
            }
        })
    }
}

#[component]
fn MoreActs(
    class: ClassId,
    room: Room,
    order: Memo<BoardOrder>,
    acts: Option<ClassActs>,
    starting: RwSignal<bool>,
    beside: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let running = Memo::new(move |_| room.run.with(Option::is_some));
    let order_link = move || {
        let (to, icon, act, words) = match order.get() {
            BoardOrder::Names => (
                BoardOrder::Seats,
                "grid",
                "by-seat",
                t_string!(i18n, board.by_seat),
            ),
            BoardOrder::Seats => (
                BoardOrder::Names,
                "list",
                "by-name",
                t_string!(i18n, board.by_name),
            ),
        };
        let query = to.word().map(|it| format!("?order={it}"));
        let href = format!("/desk/class/{class}{}", query.unwrap_or_default());
        view! {
            <ButtonLink kind=ButtonKind::Quiet href=href act=act>
                <Icon name=icon />
                {words}
            </ButtonLink>
        }
    };
    let start = move || {
        (!running.get()).then(|| {
            view! {
                <Button
                    kind=ButtonKind::Quiet
                    act="start-survey"
                    on_click=move |()| starting.set(true)
                >
                    <Icon name="play" />
                    {move || t_string!(i18n, board.start_survey)}
                </Button>
            }
        })
    };
    let close = move |acts: ClassActs| {
        let close = move |()| drop(acts.open.dispatch(SetOpen { class, open: false }));
        move || {
            room.open.get().then(|| {
                view! {
                    <Button kind=ButtonKind::Quiet act="close-class" on_click=close>
                        <Icon name="lock" />
                        {move || t_string!(i18n, board.close_class)}
                    </Button>
                }
            })
        }
    };
    view! {
        {acts.is_some().then_some(start)}
        {order_link}
        <ButtonLink kind=ButtonKind::Quiet href=projector::address(class, false) act="projector">
            <Icon name="eye" />
            {move || t_string!(i18n, board.projector)}
        </ButtonLink>
        {acts
            .map(|acts| {
                view! {
                    <Button kind=ButtonKind::Quiet act="beside" on_click=move |()| beside.set(true)>
                        <Icon name="people" />
                        {move || t_string!(i18n, board.beside)}
                    </Button>
                    {close(acts)}
                }
            })}
    }
    .into_any()
}
