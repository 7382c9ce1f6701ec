use super::column_select::Header;
use crate::i18n::*;
use domain::assessment::{Pick, PickSource};
use leptos::prelude::*;

/// Behind the columns' own names, which may be anything.
const COLUMN: &str = "column ";

const TEXT: &str = "text";

#[component]
pub(super) fn PickSelect(
    #[prop(into)] label: Signal<String>,
    name: &'static str,
    header: Header,
    #[prop(into)] pick: Signal<Pick>,
    on_pick: Callback<Pick>,
    /// What is written instead of "choose", where nothing need be chosen.
    #[prop(optional, into)]
    nothing: Option<Signal<String>>,
    /// The input for what is the same for all rows.
    #[prop(default = "text")]
    kind: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |column: String| {
        let (value, word) = (format!("{COLUMN}{column}"), column.clone());
        let selected = move || pick.with(|it| it.from == PickSource::Column && it.column == column);
        view! {
            <option value=value prop:selected=selected>
                {word}
            </option>
        }
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        let before = pick.get_untracked();
        on_pick.run(match value.strip_prefix(COLUMN) {
            Some(column) => before.with_column(column),
            None if value == TEXT => before.with_source(PickSource::Text),
            None => before.with_source(PickSource::Nothing),
        });
    };
    let write = move |event| {
        let text = event_target_value(&event);
        on_pick.run(pick.get_untracked().with_text(text));
    };
    let no_word = move || match nothing {
        Some(words) => words.get(),
        None => t_string!(i18n, assessment.choose).to_owned(),
    };
    let is_text = Memo::new(move |_| pick.with(|it| it.from == PickSource::Text));
    let fixed = move || t_string!(i18n, assessment.fixed_text, what = label.get()).to_string();
    view! {
        <div class="scores-pick">
            <label class="ui-field">
                <span class="ui-field-label">{label}</span>
                <select class="ui-field-input" data-column=name on:change=choose>
                    <option
                        value=""
                        prop:selected=move || pick.with(|it| it.from == PickSource::Nothing)
                    >
                        {no_word}
                    </option>
                    {header.get_value().into_iter().map(one).collect_view()}
                    <option value=TEXT prop:selected=is_text>
                        {move || t_string!(i18n, assessment.is_fixed)}
                    </option>
                </select>
            </label>
            <Show when=move || is_text.get()>
                <input
                    class="ui-field-input"
                    type=kind
                    autocomplete="off"
                    maxlength="120"
                    aria-label=fixed
                    prop:value=move || pick.with(|it| it.text.clone())
                    on:change=write
                />
            </Show>
        </div>
    }
    .into_any()
}
