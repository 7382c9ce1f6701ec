//! A child's way through the survey: item after item, rests between, the poster at the end.

use super::{
    HELD,
    all_done::AllDone,
    api,
    item::{ItemChange, ItemScreen, format_of, spoken},
    rest_stop::RestStop,
};
use crate::{
    child::ui::{Corner, Lead, Path, SavedSign, ssr_resource, use_away},
    i18n::*,
    sync::{Sync, use_offline_cache, use_sync},
    ui::{MuteButton, lang_of, picture},
};
use domain::{
    event::Op,
    ids::ResponseId,
    limits,
    signin::Me,
    survey::{Answer, AnswerValue, Item, OpenedRun, Run},
    voice::path as recording,
};
use leptos::{prelude::*, task::spawn_local};

/// The survey of the signed-in child; without one it leads home.
#[component]
pub fn SurveyPage() -> impl IntoView {
    let cache = use_offline_cache();
    let opened = ssr_resource(move || async move {
        let opened = cache.ask(HELD[1], api::resume()).await;
        opened.map(|(it, _)| it)
    });
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.await {
                    Ok(Some(opened)) => view! { <Answering opened /> }.into_any(),
                    _ => view! { <Lead path="/" /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[derive(Clone, PartialEq)]
enum Screen {
    Item(Box<Item>),
    Rest,
    Done,
}

/// A response in the making.
#[derive(Clone, Copy)]
struct SurveySession {
    me: StoredValue<Me>,
    response: ResponseId,
    run: RwSignal<Run>,
    screen: RwSignal<Option<Screen>>,
    /// Items done since the child sat down.
    sat: StoredValue<usize>,
    sync: Sync,
}

impl SurveySession {
    fn keep(self, item: &str, given: AnswerValue, done: bool, took_ms: u32) {
        let rev = self
            .run
            .with_untracked(|run| run.answers.get(item).map_or(1, |it| it.rev + 1));
        let answer = Answer {
            item: item.to_owned(),
            rev,
            given,
            done,
            took_ms,
        };
        self.run.update(|run| run.take(answer.clone(), true));
        self.me.with_value(|me| {
            self.sync.record(
                me,
                Op::Answer {
                    response: self.response,
                    answer,
                },
            );
        });
    }

    fn go_on(self) {
        self.screen
            .set(Some(match self.run.with_untracked(Run::next) {
                Some(item) => Screen::Item(Box::new(item)),
                None => Screen::Done,
            }));
    }

    fn after(self, practice: bool) {
        let sat = self.sat.get_value() + usize::from(!practice);
        self.sat.set_value(sat % limits::survey::ITEMS_BEFORE_REST);
        let more = self.run.with_untracked(|run| run.next().is_some());
        if more && sat == limits::survey::ITEMS_BEFORE_REST {
            self.screen.set(Some(Screen::Rest));
        } else {
            self.go_on();
        }
    }

    fn before(self, item: &str) -> Option<Item> {
        let items = self.run.with_untracked(Run::items);
        let at = items.iter().position(|it| it.id == item)?;
        at.checked_sub(1).map(|at| items[at].clone())
    }
}

#[component]
fn Answering(opened: OpenedRun) -> impl IntoView {
    let i18n = use_i18n();
    let me = opened.me.clone();
    let run = opened.run();
    let first = run
        .next()
        .map_or(Screen::Done, |item| Screen::Item(Box::new(item)));
    let way = SurveySession {
        me: StoredValue::new(opened.me.clone()),
        response: opened.response,
        run: RwSignal::new(run),
        screen: RwSignal::new(Some(first)),
        sat: StoredValue::new(0),
        sync: use_sync(),
    };
    Effect::new(move |_| spawn_local(catch_up(way)));
    Effect::new(move |_| spawn_local(fetch_ahead(way, lang_of(i18n.get_locale_untracked()))));
    let away = use_away();
    let rest = Callback::new(move |()| away.to("/"));
    let progress = Signal::derive(move || way.run.with(Run::progress));
    move || match way.screen.get() {
        Some(Screen::Item(item)) => {
            let format = format_of(&item);
            view! {
                <main class="ui-meadow survey" data-format=format>
                    <header class="survey-top">
                        <Corner me=me.clone() />
                        <Path progress />
                        <SavedSign />
                        <MuteButton />
                    </header>
                    <OneItem item=*item way />
                </main>
            }
            .into_any()
        }
        Some(Screen::Rest) => {
            view! { <RestStop on_go_on=Callback::new(move |()| way.go_on()) on_rest=rest /> }
                .into_any()
        }
        Some(Screen::Done) => view! { <AllDone /> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn OneItem(item: Item, way: SurveySession) -> impl IntoView {
    let i18n = use_i18n();
    let id = StoredValue::new(item.id.clone());
    let practice = item.practice;
    let told = ItemChange {
        moved: Callback::new(move |(given, took)| way.keep(&id.get_value(), given, false, took)),
        done: Callback::new(move |(given, took)| {
            way.keep(&id.get_value(), given, true, took);
            way.after(practice);
        }),
        back: Callback::new(move |()| {
            if let Some(item) = way.before(&id.get_value()) {
                way.screen.set(Some(Screen::Item(Box::new(item))));
            }
        }),
    };
    let earlier = way
        .run
        .with_untracked(|run| run.answers.get(&item.id).cloned());
    let done = way.run.with_untracked(Run::progress).done;
    let before = match done {
        0 => vec![
            tu_string!(i18n, child.hello_buddies),
            tu_string!(i18n, child.start_intro),
            tu_string!(i18n, child.tap_or_drag),
        ],
        1 if is_practised(way, &item.id) => vec![tu_string!(i18n, child.practice_praise)],
        4 => vec![tu_string!(i18n, child.item_praise_1)],
        8 => vec![tu_string!(i18n, child.item_praise_2)],
        12 => vec![tu_string!(i18n, child.item_praise_3)],
        16 => vec![tu_string!(i18n, child.item_praise_4)],
        _ => Vec::new(),
    };
    let before = before.into_iter().map(str::to_owned).collect();
    let face = way.me.with_value(|me| me.picture.clone());
    let can_go_back = way.before(&item.id).is_some();
    view! { <ItemScreen item earlier before face told can_go_back /> }
}

/// Whether the practice item before this one was done as it asked.
fn is_practised(way: SurveySession, item: &str) -> bool {
    let Some(before) = way.before(item) else {
        return false;
    };
    way.run.with_untracked(|run| {
        let given = run.answers.get(&before.id).map(|it| &it.given);
        given.and_then(|it| before.is_practised(it)) == Some(true)
    })
}

/// What this tablet did and the school had not yet when it rendered the page.
async fn catch_up(way: SurveySession) {
    let events = way.sync.on_disk_of(way.me.with_value(|me| me.child)).await;
    if events.is_empty() {
        return;
    }
    way.run.update(|run| {
        for event in events {
            if let Op::Answer { response, answer } = event.op
                && response == way.response
            {
                run.take(answer, true);
            }
        }
    });
    way.go_on();
}

/// Fetches the pictures and recordings of what is to come, so that lost Wi-Fi takes nothing away.
async fn fetch_ahead(way: SurveySession, lang: domain::Lang) {
    let mut addresses = Vec::new();
    for item in way.run.with_untracked(Run::items) {
        let words = item.cards.iter().map(|card| card.word.get(lang).to_owned());
        addresses.extend(
            spoken(&item, lang)
                .into_iter()
                .chain(words)
                .chain(item.places.iter().map(|it| it.word.get(lang).to_owned()))
                .map(|text| recording(lang, &text)),
        );
        let places = item.places.iter().map(|it| &it.picture);
        addresses.extend(
            item.cards
                .iter()
                .map(|it| &it.picture)
                .chain(places)
                .map(|it| picture(it)),
        );
    }
    addresses.dedup();
    for address in addresses {
        if let Ok(answer) = gloo_net::http::Request::get(&address).send().await {
            let _ = answer.binary().await;
        }
    }
}
