use super::Icon;
use crate::i18n::*;
use domain::group::Helped;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// Whether something helped, in words.
pub fn helped_words(i18n: I18nContext<Locale>, helped: Helped) -> &'static str {
    match helped {
        Helped::Helped => t_string!(i18n, group.helped),
        Helped::Somewhat => t_string!(i18n, group.somewhat),
        Helped::NotYet => t_string!(i18n, group.not_yet),
    }
}

/// Its sign, told apart by shape.
pub const fn helped_icon(helped: Helped) -> &'static str {
    match helped {
        Helped::Helped => "check",
        Helped::Somewhat => "leaf",
        Helped::NotYet => "ring",
    }
}

/// The word by sign and word.
#[component]
pub fn HelpedTag(helped: Helped) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <span class="ui-tag" data-kind=(helped == Helped::Helped).then_some("good")>
            <Icon name=helped_icon(helped) />
            {move || helped_words(i18n, helped)}
        </span>
    }
    .into_any()
}

/// One of the three words is chosen.
#[component]
pub fn HelpedPick(
    helped: RwSignal<Option<Helped>>,
    /// Tells these buttons from others of the page.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |it: Helped| {
        view! {
            <label class="ui-choice">
                <input
                    class="ui-choice-box"
                    type="radio"
                    name=name.clone()
                    data-helped=format!("{it:?}")
                    prop:checked=move || helped.get() == Some(it)
                    on:change=move |_| helped.set(Some(it))
                />
                <Icon name=helped_icon(it) />
                {move || helped_words(i18n, it)}
            </label>
        }
    };
    view! {
        <fieldset class="plan-choices">
            <legend class="ui-field-label">{move || t_string!(i18n, group.did_it_help)}</legend>
            {Helped::ALL.map(one).collect_view()}
        </fieldset>
    }
    .into_any()
}
