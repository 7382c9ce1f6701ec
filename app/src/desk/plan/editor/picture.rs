//! The choice of one of the book's pictures.

use super::{fields::GoalFields, picture_book::Pictured};
use crate::{
    i18n::*,
    ui::{lang_of, picture},
};
use leptos::prelude::*;

/// One of the book's pictures: those of the area, and the one that is chosen.
#[component]
pub fn PicturePick(
    fields: GoalFields,
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
        let all = fields.pictures.get().into_iter();
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
