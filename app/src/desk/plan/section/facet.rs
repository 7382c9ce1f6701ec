//! A side of the profile in a plan: shown, never written again.

use super::{context::SectionContext, empty::EmptySection};
use crate::{
    i18n::*,
    ui::{lang_of, picture},
};
use domain::{limits, plan::template::Kind, profile::Statement};
use leptos::prelude::*;

#[component]
pub(crate) fn Said(kind: Kind, context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let all = move || {
        let of = |it: &&Statement| Some(it.said.facet) == kind.facet();
        let all = context.page(|it| it.form.said.iter().filter(of).cloned().collect::<Vec<_>>());
        let mut all = all.unwrap_or_default();
        // The same words may come from two questions.
        let mut words = Vec::new();
        all.retain(|it| {
            let new = !words.contains(&it.word.en);
            words.push(it.word.en.clone());
            new
        });
        all.truncate(limits::template::MOST_STATEMENTS_SHOWN);
        all
    };
    move || {
        let all = all();
        if all.is_empty() {
            let words = Signal::derive(move || t_string!(i18n, plan.nothing_said));
            return view! { <EmptySection words /> }.into_any();
        }
        let one = |it: Statement| {
            let (stem, word) = (it.stem, it.word);
            view! {
                <li class="plan-said">
                    <img class="desk-statement-picture" src=picture(&it.picture) alt="" />
                    <span>
                        <span class="desk-quiet">
                            {move || stem.get(lang_of(i18n.get_locale())).to_owned()}
                        </span>
                        " "
                        <strong>{move || word.get(lang_of(i18n.get_locale())).to_owned()}</strong>
                    </span>
                </li>
            }
        };
        view! { <ul class="plan-said-list">{all.into_iter().map(one).collect_view()}</ul> }
            .into_any()
    }
}
