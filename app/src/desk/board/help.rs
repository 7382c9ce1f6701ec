//! A tile's wish for help: since when, what the child has tried, and who comes.

use crate::{
    i18n::*,
    ui::{Icon, lang_of, picture},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::board::Tile;
use gloo_timers::callback::Interval;
use leptos::prelude::*;

/// The part of a tile that says so; nothing while the child wants no help.
#[component]
pub(super) fn Wanted(now: Memo<Tile>) -> impl IntoView {
    let i18n = use_i18n();
    let help = Memo::new(move |_| now.with(|it| it.help.clone()));
    let clock = use_context::<Now>();
    let since = move || {
        let since = help.with(|it| it.as_ref().map(|it| it.asked_at))?;
        // Asked after the clock was last looked at: just now.
        let waited = (clock?.0.get()? - since).max(TimeDelta::zero());
        Some(match waited.num_minutes() {
            0 => t_string!(i18n, board.help_now).to_owned(),
            n => t_string!(i18n, board.help_since, n).to_string(),
        })
    };
    let tried = move || {
        let tried = help.with(|it| it.as_ref().map(|it| it.tried.clone()));
        let tried = tried.filter(|it| !it.is_empty())?;
        let pictures = tried.into_iter().map(|it| {
            let word = StoredValue::new(it.word);
            let name = move || word.with_value(|it| it.get(lang_of(i18n.get_locale())).to_owned());
            view! { <img class="desk-face" src=picture(&it.picture) alt=name title=name /> }
        });
        Some(view! {
            <span class="board-tile-tried">
                <span>{move || t_string!(i18n, board.help_tried)}</span>
                {pictures.collect_view()}
            </span>
        })
    };
    let coming = move || {
        let name = help.with(|it| it.as_ref()?.coming.clone())?;
        Some(view! {
            <span class="board-tile-coming">
                <Icon name="people" />
                {move || t_string!(i18n, board.help_comes, name = name.clone()).to_string()}
            </span>
        })
    };
    move || {
        help.with(Option::is_some).then(|| {
            view! {
                <span
                    class="board-tile-help"
                    data-help=move || help.with(|it| it.as_ref().map(|it| it.wish.to_string()))
                >
                    <span class="board-tile-since">{since}</span>
                    {coming}
                    {tried}
                </span>
            }
        })
    }
}

/// What time it is, counted anew every half minute; only the browser knows.
#[derive(Clone, Copy)]
struct Now(RwSignal<Option<DateTime<Utc>>>);

/// How often the waiting times are counted anew, in milliseconds.
const COUNT_EVERY: u32 = 30_000;

/// Gives the tiles below one clock.
pub(super) fn provide_now() {
    let now = RwSignal::new(None);
    provide_context(Now(now));
    Effect::new(move |_| {
        now.set(Some(crate::ui::browser::now()));
        let every = Interval::new(COUNT_EVERY, move || {
            now.set(Some(crate::ui::browser::now()));
        });
        let every = StoredValue::new_local(Some(every));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
}
