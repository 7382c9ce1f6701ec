use super::content::Content;
use crate::i18n::*;
use domain::plan::template::{Choice, SectionState};
use leptos::prelude::*;

#[component]
pub(crate) fn CurrentText(now: Memo<Option<SectionState>>, choices: Vec<Choice>) -> impl IntoView {
    let i18n = use_i18n();
    move || match now.get().filter(|it| !it.written.is_empty()) {
        Some(it) => view! { <Content written=it.written choices=choices.clone() /> }.into_any(),
        None => {
            view! { <p class="desk-quiet">{t_string!(i18n, plan.nothing_written)}</p> }.into_any()
        }
    }
}
