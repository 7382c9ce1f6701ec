//! Whether a child is here today, in the table.

use super::{desk_api::SetAway, desk_class::Acts};
use crate::{i18n::*, ui::Icon};
use domain::{
    ids::PersonId,
    plan::{ClassPage, PlanRow},
};
use leptos::prelude::*;

#[component]
pub(super) fn Here(
    id: PersonId,
    name: String,
    row: Memo<PlanRow>,
    now: Memo<Option<ClassPage>>,
    acts: Option<Acts>,
) -> impl IntoView {
    let i18n = use_i18n();
    let away = Memo::new(move |_| row.with(|it| it.away_today));
    let words = move || match away.get() {
        true => t_string!(i18n, desk.away_today),
        false => t_string!(i18n, desk.here_today),
    };
    let sign = move || if away.get() { "away" } else { "ring" };
    match acts {
        None => view! { <span class="ui-tag">{words}</span> }.into_any(),
        Some(acts) => {
            let turn = move |_| {
                let today = now.with_untracked(|it| it.as_ref().map(|it| it.today));
                if let Some(on) = today {
                    let away = !away.get_untracked();
                    acts.away.dispatch(SetAway {
                        child: id,
                        on,
                        away,
                    });
                }
            };
            view! {
                <button
                    type="button"
                    class="ui-button plan-away"
                    data-act="away"
                    aria-pressed=move || away.get().to_string()
                    disabled=acts.away.pending()
                    on:click=turn
                >
                    {move || view! { <Icon name=sign() /> }}
                    {words}
                    <span class="visually-hidden">{format!(": {name}")}</span>
                </button>
            }
            .into_any()
        }
    }
}
