//! The tablet while no child is signed in: new, closed, or the wall of tiles.

use super::{api, enrol::EnrolPad, pictures::Pictures};
use crate::{
    i18n::*,
    ui::{Buddy, Icon, LangSwitch, MuteButton, SpeakButton, locale_of, picture, use_voice},
};
use domain::{
    limits,
    signin::{Me, Wall, WallTile},
};
use leptos::prelude::*;

/// From nobody to a child who said "yes, that's me".
#[component]
pub fn WallPage(
    wall: Wall,
    /// The tablet was enrolled: look anew.
    on_change: Callback<()>,
    /// A child is in.
    on_in: Callback<()>,
) -> impl IntoView {
    let wall = RwSignal::new(wall);
    let chosen = RwSignal::new(None::<WallTile>);
    let me = RwSignal::new(None::<Me>);
    Effect::new(move |_| look_again_and_again(wall, chosen));
    let step = Memo::new(move |_| match (me.get(), chosen.get(), wall.get()) {
        (Some(me), ..) => Step::IsThisYou(me),
        (_, Some(tile), _) => Step::Pictures(tile),
        (_, _, Wall::NewTablet) => Step::New,
        (_, _, Wall::Closed) => Step::Closed,
        (_, _, Wall::Open { class, tiles }) => Step::Tiles(class, tiles),
    });
    let back = Callback::new(move |()| {
        me.set(None);
        chosen.set(None);
    });
    move || match step.get() {
        Step::New => view! { <EnrolPad on_enrolled=on_change /> }.into_any(),
        Step::Closed => view! { <Closed /> }.into_any(),
        Step::Tiles(class, tiles) => view! { <Tiles class tiles chosen /> }.into_any(),
        Step::Pictures(tile) => {
            view! { <Pictures tile back on_in=Callback::new(move |it| me.set(Some(it))) /> }
                .into_any()
        }
        Step::IsThisYou(it) => view! { <IsThisYou me=it yes=on_in no=back /> }.into_any(),
    }
}

#[derive(Clone, PartialEq)]
enum Step {
    New,
    Closed,
    Tiles(String, Vec<WallTile>),
    Pictures(WallTile),
    IsThisYou(Me),
}

fn look_again_and_again(wall: RwSignal<Wall>, chosen: RwSignal<Option<WallTile>>) {
    let every = gloo_timers::callback::Interval::new(limits::signin::WALL_REFRESH_MS, move || {
        leptos::task::spawn_local(async move {
            if let Ok(now) = api::see_wall().await
                && wall.try_get_untracked().is_some_and(|before| before != now)
            {
                if !matches!(now, Wall::Open { .. }) {
                    chosen.set(None);
                }
                wall.set(now);
            }
        });
    });
    let every = StoredValue::new_local(Some(every));
    on_cleanup(move || drop(every.try_update_value(Option::take)));
}

/// No child's name while the class is closed.
#[component]
fn Closed() -> impl IntoView {
    let i18n = use_i18n();
    let words = Signal::derive(move || vec![t_string!(i18n, child.class_closed).to_owned()]);
    view! {
        <main class="ui-meadow survey-stop" data-scene="night" data-wall="closed">
            <div class="survey-stop-buddies">
                <Buddy name="otter" pose="rest" />
                <Buddy name="fox" pose="rest" />
            </div>
            <div class="ui-sheet survey-stop-words">
                <h1>{move || words.get().concat()}</h1>
                <SpeakButton words />
            </div>
            <LangSwitch />
        </main>
    }
}

/// The wall: a tile a child.
#[component]
fn Tiles(class: String, tiles: Vec<WallTile>, chosen: RwSignal<Option<WallTile>>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let words = Signal::derive(move || vec![t_string!(i18n, child.welcome_tablet).to_owned()]);
    Effect::new(move |_| voice.say_then(words.get(), None));
    let size = match tiles.len() {
        ..=10 => "few",
        11..=20 => "some",
        _ => "many",
    };
    let tiles = tiles
        .into_iter()
        .map(|tile| {
            let (child, face, name) = (tile.child, picture(&tile.picture), tile.name.clone());
            view! {
                <button
                    type="button"
                    class="ui-tile"
                    data-tile=child.to_string()
                    data-here=tile.here.to_string()
                    on:click=move |_| chosen.set(Some(tile.clone()))
                >
                    <img class="ui-tile-picture" src=face alt="" />
                    <span class="ui-tile-name">{name}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <main class="ui-meadow device" data-wall="open">
            <header class="device-top">
                <span class="device-class">{class}</span>
                <h1 class="visually-hidden">{move || words.get().concat()}</h1>
                <LangSwitch />
                <SpeakButton words />
                <MuteButton />
            </header>
            <section class="device-main device-wall">
                <div class="ui-tiles" data-size=size>
                    {tiles}
                </div>
            </section>
        </main>
    }
}

/// The last of four taps.
#[component]
fn IsThisYou(me: Me, yes: Callback<()>, no: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let (name, me_name) = (me.name.clone(), me.name.clone());
    let words = Signal::derive(move || vec![t_string!(i18n, child.is_this_you).to_owned()]);
    let lang = me.lang;
    Effect::new(move |_| {
        i18n.set_locale(locale_of(lang));
        voice.say_with_name(words.get_untracked(), name.clone());
    });
    let refuse = Action::new(move |(): &()| async move {
        let _ = api::leave(None).await;
        no.run(());
    });
    view! {
        <main class="ui-meadow device" data-wall="you">
            <header class="device-top">
                <span></span>
                <MuteButton />
            </header>
            <section class="device-main">
                <div class="device-you">
                    <span class="ui-token" data-state="landed">
                        <img class="ui-token-picture" src=picture(&me.picture) alt="" />
                    </span>
                    <h1>
                        {move || t_string!(i18n, child.is_this_you)} " " <strong>{me.name}</strong>
                    </h1>
                    <SpeakButton words name=me_name />
                </div>
                <div class="device-ways">
                    <button
                        type="button"
                        class="device-no"
                        data-act="no"
                        aria-label=move || t_string!(i18n, child.no_not_me)
                        on:click=move |_| drop(refuse.dispatch(()))
                    >
                        <Icon name="close" />
                    </button>
                    <button
                        type="button"
                        class="ui-next"
                        data-act="yes"
                        aria-label=move || t_string!(i18n, child.yes_me)
                        on:click=move |_| yes.run(())
                    >
                        <Icon name="check" />
                    </button>
                </div>
            </section>
        </main>
    }
}
