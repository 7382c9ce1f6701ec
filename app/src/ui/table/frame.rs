use super::{
    super::{Button, Icon},
    csv::download,
    joined,
};
use crate::i18n::*;
use leptos::{html, prelude::*, text_prop::TextProp};

/// What scrolls around a table that is wider than its page: named, and reached by keys.
#[component]
pub fn TableFrame(
    /// What the table is about; read out.
    #[prop(into)]
    caption: TextProp,
    /// A class beside its own.
    #[prop(optional)]
    class: &'static str,
    /// The name of the CSV file in which what is seen may be taken along; empty: it may not.
    #[prop(optional)]
    csv: &'static str,
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let frame = NodeRef::<html::Div>::new();
    let take = move |()| {
        if let Some(frame) = frame.get_untracked() {
            download(csv, &frame);
        }
    };
    view! {
        <div
            class=joined("ui-table-wrap", class)
            tabindex="0"
            role="group"
            aria-label=move || caption.get().to_string()
            node_ref=frame
        >
            {children()}
        </div>
        {(!csv.is_empty())
            .then(|| {
                view! {
                    <div class="ui-table-tools desk-noprint">
                        <Button act="csv" on_click=take>
                            <Icon name="download" />
                            {move || t_string!(i18n, desk.table_csv)}
                        </Button>
                    </div>
                }
            })}
    }
    .into_any()
}
