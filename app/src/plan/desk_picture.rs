//! The choice of one of the book's pictures.

use super::desk_form::Fields;
use crate::{
    i18n::*,
    ui::{lang_of, picture},
};
use domain::{
    Words,
    plan::{Area, Book},
};
use leptos::prelude::*;

/// A picture of the book, for which areas, and what it shows.
#[derive(Clone)]
pub(super) struct Pictured {
    name: String,
    areas: Vec<Area>,
    word: Words,
}

/// Each picture of the book once.
pub(super) fn pictures(book: &Book) -> Vec<Pictured> {
    let mut all: Vec<Pictured> = Vec::new();
    let mut add =
        |name: &str, area: Area, word: &Words| match all.iter_mut().find(|it| it.name == name) {
            Some(known) if known.areas.contains(&area) => {}
            Some(known) => known.areas.push(area),
            None => all.push(Pictured {
                name: name.to_owned(),
                areas: vec![area],
                word: word.clone(),
            }),
        };
    for card in &book.areas {
        add(&card.picture, card.area, &card.word);
    }
    for entry in &book.goals {
        add(&entry.picture, entry.area, &entry.say);
        for it in &entry.daily {
            add(&it.picture, entry.area, &it.word);
        }
    }
    all
}

/// The picture an area has to itself.
pub(super) fn picture_of(all: &[Pictured], area: Area) -> Option<String> {
    let own = all.iter().find(|it| it.areas.first() == Some(&area));
    own.map(|it| it.name.clone())
}

/// One of the book's pictures: those of the area, and the one that is chosen.
#[component]
pub fn PicturePick(
    fields: Fields,
    /// Tells this choice from the others of the form.
    name: String,
    label: Signal<String>,
    now: Signal<String>,
    #[prop(into)] on_pick: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let area = Memo::new(move |_| fields.typed.with(|it| it.area));
    let open = RwSignal::new(false);
    let one = move |it: Pictured| {
        let (word, value, own) = (it.word, it.name.clone(), it.name.clone());
        let words = Signal::derive(move || word.get(lang_of(i18n.get_locale())).to_owned());
        view! {
            <label class="plan-picture" title=words>
                <input
                    class="plan-picture-box"
                    type="radio"
                    name=name.clone()
                    prop:checked=move || now.with(|now| *now == own)
                    on:change=move |_| on_pick.run(value.clone())
                />
                <img class="plan-picture-image" src=picture(&it.name) alt=words />
            </label>
        }
    };
    let shown = move || {
        let (area, first) = (area.get(), now.get_untracked());
        let all = fields.pictures.get_value().into_iter();
        let fitting = all.filter(|it| it.areas.contains(&area) || it.name == first);
        fitting.map(one.clone()).collect_view()
    };
    view! {
        <details class="plan-pictures" on:toggle=move |_| open.update(|it| *it = !*it)>
            <summary class="plan-pictures-now">
                <img class="plan-picture-image" src=move || picture(&now.get()) alt="" />
                {label}
            </summary>
            <div class="plan-pictures-all" role="group" aria-label=label>
                {move || open.get().then(shown.clone())}
            </div>
        </details>
    }
    .into_any()
}
