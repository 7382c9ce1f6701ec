//! Today: few cards, ticked by one tap; each tick moves the child along the path of its goal.

use super::{
    hue::hue,
    path::GoalPath,
    state::{Mine, Teller},
};
use crate::{
    i18n::*,
    ui::{Icon, lang_of, picture},
};
use domain::{
    ids::DailyId,
    plan::{Felt, Place, TickState, TodayCard, TodayStands},
};
use leptos::prelude::*;

/// Today's cards and the path of the one touched last.
#[component]
pub fn Today(mine: Mine) -> impl IntoView {
    let touched = RwSignal::new(None::<DailyId>);
    let ids = Memo::new(move |_| {
        mine.cards()
            .iter()
            .map(|it| it.daily.id)
            .collect::<Vec<_>>()
    });
    let one = Memo::new(move |_| {
        let cards = mine.cards();
        let last = cards.iter().find(|it| Some(it.daily.id) == touched.get());
        let card = last.or(cards.first())?;
        mine.goal_of(card)
    });
    // The day's end is small joy: only when the last was done here and now.
    let open = Memo::new(move |_| today_stands(&mine.cards()) != TodayStands::AllDone);
    let joy = Memo::new(move |before: Option<&(bool, bool)>| {
        let now = open.get();
        let was = before.is_some_and(|(open, joy)| *open || *joy);
        (now, was && !now)
    });
    let petals = move || {
        joy.get().1.then(|| {
            view! {
                <div class="ui-petals" aria-hidden="true">
                    {(0..18).map(|_| view! { <span class="ui-petal"></span> }).collect_view()}
                </div>
            }
        })
    };
    view! {
        <section class="today">
            {petals} <ul class="today-cards">
                <For each=move || ids.get() key=|id| *id let:id>
                    <TodayCard id mine touched />
                </For>
            </ul> {move || one.get().map(|goal| view! { <GoalPath goal=goal.id mine /> })}
        </section>
    }
}

/// How all of today stands, for the buddy to say.
pub fn today_stands(cards: &[TodayCard]) -> TodayStands {
    TodayStands::of(cards.iter().map(|it| it.state))
}

#[component]
fn TodayCard(id: DailyId, mine: Mine, touched: RwSignal<Option<DailyId>>) -> impl IntoView {
    let i18n = use_i18n();
    let teller = Teller::new();
    let card = Memo::new(move |before: Option<&Option<TodayCard>>| {
        let found = mine.cards().into_iter().find(|it| it.daily.id == id);
        found.or_else(|| before.cloned().flatten())
    });
    let Some(first) = card.get_untracked() else {
        return ().into_any();
    };
    let state =
        Memo::new(move |_| card.with(|it| it.as_ref().map_or(TickState::Open, |it| it.state)));
    let felt = Memo::new(move |_| card.with(|it| it.as_ref().and_then(|it| it.felt)));
    let say = move |state: TickState, felt: Option<Felt>| {
        if let Some(card) = card.get_untracked() {
            touched.set(Some(id));
            mine.tick(&card, state, felt);
        }
    };
    let title = first.daily.title.clone();
    let spoken = title.clone();
    let tick = move |_| match state.get_untracked() {
        TickState::Done => {
            say(TickState::Open, None);
            teller.say(Vec::new(), [&spoken]);
        }
        TickState::Open | TickState::Now | TickState::NotToday => {
            say(TickState::Done, None);
            // When all is done, the buddy says so.
            if today_stands(&mine.cards_now()) != TodayStands::AllDone {
                let words = [
                    tu_string!(i18n, child.tick_cheer),
                    tu_string!(i18n, child.how_did_it_go),
                ];
                teller.say(words.map(str::to_owned).to_vec(), []);
            }
        }
    };
    let place = match first.daily.place {
        Place::Home => Some(view! {
            <span class="today-place">
                <Icon name="home" />
                {move || t_string!(i18n, child.place_home)}
            </span>
        }),
        Place::School => None,
    };
    // At one thing at a time.
    let begin = move || {
        let before = mine.cards_now().into_iter();
        for other in before.filter(|it| it.state == TickState::Now) {
            mine.tick(&other, TickState::Open, None);
        }
        say(TickState::Now, None);
    };
    let heard = title.clone();
    let below = move || match state.get() {
        TickState::Done => {
            view! { <FeelingFaces felt say=Callback::new(move |it| say(TickState::Done, it)) /> }
                .into_any()
        }
        now => {
            let (heard, told) = (heard.clone(), heard.clone());
            view! {
                <button
                    type="button"
                    class="ui-round"
                    data-act="hear"
                    aria-label=move || t_string!(i18n, child.ear_again)
                    on:click=move |_| teller.say(Vec::new(), [&heard])
                >
                    <Icon name="ear" />
                </button>
                <button
                    type="button"
                    class="ui-round"
                    data-act="at-it"
                    aria-pressed=(now == TickState::Now).to_string()
                    aria-label=move || t_string!(i18n, child.at_it)
                    on:click=move |_| match now {
                        TickState::Now => say(TickState::Open, None),
                        _ => {
                            begin();
                            teller.say(vec![tu_string!(i18n, child.at_it).to_owned()], [&told]);
                        }
                    }
                >
                    <Icon name="play" />
                </button>
                <button
                    type="button"
                    class="ui-round"
                    data-act="not-today"
                    aria-pressed=(now == TickState::NotToday).to_string()
                    aria-label=move || t_string!(i18n, child.not_today)
                    on:click=move |_| {
                        let next = match now {
                            TickState::NotToday => TickState::Open,
                            _ => TickState::NotToday,
                        };
                        say(next, None);
                        if next == TickState::NotToday {
                            teller.say(vec![tu_string!(i18n, child.not_today).to_owned()], []);
                        }
                    }
                >
                    <Icon name="moon" />
                </button>
            }
            .into_any()
        }
    };
    let name = move || match state.get() {
        TickState::Done => "done",
        TickState::Now => "now",
        TickState::NotToday => "not-today",
        TickState::Open => "open",
    };
    view! {
        <li class="today-card" data-state=name data-hue=hue(first.area) data-daily=id.to_string()>
            <button
                type="button"
                class="today-tick"
                data-act="tick"
                aria-pressed=move || (state.get() == TickState::Done).to_string()
                on:click=tick
            >
                <img class="today-picture" src=picture(&first.daily.picture) alt="" />
                <span class="today-words">
                    {move || title.get(lang_of(i18n.get_locale())).to_owned()}
                </span>
                {place}
                <span class="today-check" aria-hidden="true">
                    <Icon name="check" />
                </span>
            </button>
            <div class="today-below">{below}</div>
        </li>
    }
    .into_any()
}

/// How it went: three faces, none of them wrong, and nobody must.
#[component]
fn FeelingFaces(felt: Memo<Option<Felt>>, say: Callback<Option<Felt>>) -> impl IntoView {
    let i18n = use_i18n();
    let teller = Teller::new();
    let face = move |which: Felt, file: &'static str, name: &'static str, word: Signal<String>| {
        view! {
            <button
                type="button"
                class="today-face"
                data-felt=name
                aria-pressed=move || (felt.get() == Some(which)).to_string()
                aria-label=word
                on:click=move |_| {
                    teller.say(vec![word.get_untracked()], []);
                    say.run((felt.get_untracked() != Some(which)).then_some(which));
                }
            >
                <img class="today-face-picture" src=picture(file) alt="" />
            </button>
        }
    };
    view! {
        {face(
            Felt::Good,
            "face-good",
            "good",
            Signal::derive(move || t_string!(i18n, child.felt_good).to_owned()),
        )}
        {face(
            Felt::Ok,
            "face-ok",
            "ok",
            Signal::derive(move || t_string!(i18n, child.felt_ok).to_owned()),
        )}
        {face(
            Felt::Hard,
            "mountain-flag",
            "hard",
            Signal::derive(move || t_string!(i18n, child.felt_hard).to_owned()),
        )}
    }
}
