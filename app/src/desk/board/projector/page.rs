//! The class on the wall: big, calm, together. What it shows is asked for as such, so that nothing
//! private lies in the page; the stream only says when to ask again.

use super::{
    super::{
        api,
        connection::ConnectionBanner,
        stream::{Follower, Stream},
    },
    address::address,
    leaves::Leaves,
    stones::Stones,
};
use crate::{
    i18n::*,
    ui::{Button, ButtonLink, Icon, Loaded, picture},
};
use domain::{
    board::{Projector, ProjectorChild},
    ids::ClassId,
};
use gloo_timers::future::TimeoutFuture;
use leptos::{html, prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// Least time between two questions, in milliseconds.
const REST: u32 = 500;

#[component]
pub fn ProjectorPage(class: ClassId) -> impl IntoView {
    let query = use_query_map();
    let names = Memo::new(move |_| query.read().get("names").as_deref() == Some("yes"));
    let first = Resource::new(
        || (),
        move |()| api::read_projector(class, names.get_untracked()),
    );
    view! {
        <Loaded read=first let:first>
            <Wall class names first />
        </Loaded>
    }
    .into_any()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    Not,
    Asked,
    /// Asked, and something has changed since.
    Again,
}

/// Asks for the wall, one question at a time.
#[derive(Clone, Copy)]
struct Reader {
    class: ClassId,
    names: Memo<bool>,
    wall: RwSignal<Projector>,
    asking: StoredValue<Asking>,
}

impl Reader {
    fn read(self, stream: Stream) {
        if self.asking.get_value() != Asking::Not {
            self.asking.set_value(Asking::Again);
            return;
        }
        self.asking.set_value(Asking::Asked);
        spawn_local(async move {
            while let Some(names) = self.names.try_get_untracked() {
                if let Ok(wall) = api::read_projector(self.class, names).await {
                    stream.has_read(wall.seq);
                    self.wall.try_set(wall);
                }
                TimeoutFuture::new(REST).await;
                if self.asking.try_get_value() != Some(Asking::Again) {
                    break;
                }
                self.asking.set_value(Asking::Asked);
            }
            self.asking.try_set_value(Asking::Not);
        });
    }
}

#[component]
fn Wall(class: ClassId, names: Memo<bool>, first: Projector) -> impl IntoView {
    let i18n = use_i18n();
    let seq = first.seq;
    let wall = RwSignal::new(first);
    let again = Trigger::new();
    let reader = Reader {
        class,
        names,
        wall,
        asking: StoredValue::new(Asking::Not),
    };
    let follower = Follower {
        show: Callback::new(move |_| again.notify()),
        forget: Callback::new(|()| {}),
        read: Callback::new(move |stream| reader.read(stream)),
    };
    let stream = Stream::follow(class, seq, follower);
    Effect::new(move |before: Option<()>| {
        again.track();
        names.track();
        if before.is_some() {
            reader.read(stream);
        }
    });
    let title = Memo::new(move |_| wall.with(|it| it.title.clone()));
    let survey = Memo::new(move |_| wall.with(|it| it.survey));
    let ticks = Memo::new(move |_| wall.with(|it| it.ticks));
    let children = Memo::new(move |_| wall.with(|it| it.children.clone()));
    let whole = NodeRef::<html::Section>::new();
    let fill = move |()| {
        if let Some(whole) = whole.get_untracked() {
            let _ = whole.request_fullscreen();
        }
    };
    view! {
        <Title text=move || title.try_get().unwrap_or_default() />
        <section class="projector" node_ref=whole>
            <ConnectionBanner stream />
            <header class="projector-head">
                <h1 class="projector-title">{title}</h1>
                <div class="projector-acts desk-noprint">
                    <ButtonLink act="names" href=move || address(class, !names.get())>
                        <Icon name="people" />
                        {move || match names.get() {
                            true => t_string!(i18n, board.without_names),
                            false => t_string!(i18n, board.with_names),
                        }}
                    </ButtonLink>
                    <Button act="fullscreen" on_click=fill>
                        <Icon name="grid" />
                        {move || t_string!(i18n, board.fullscreen)}
                    </Button>
                    <ButtonLink href=format!("/desk/class/{class}") act="board">
                        <Icon name="back" />
                        {move || t_string!(i18n, desk.live_board)}
                    </ButtonLink>
                </div>
            </header>
            {move || survey.get().map(|share| view! { <Stones share /> })}
            {move || view! { <Leaves ticks=ticks.get() /> }}
            <ul class="projector-children" aria-label=move || t_string!(i18n, board.our_class)>
                {move || children.get().into_iter().map(|it| view! { <Face it /> }).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Face(it: ProjectorChild) -> impl IntoView {
    view! {
        <li class="projector-child" data-here=it.here.then_some("yes")>
            <img class="projector-picture" src=picture(&it.picture) alt="" />
            {it.name.map(|name| view! { <span class="projector-name">{name}</span> })}
        </li>
    }
    .into_any()
}
