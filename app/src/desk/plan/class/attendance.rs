//! Whether a child is here today, in the table.

use super::actions::ClassActions;
use crate::{
    desk::plan::api::SetAway,
    i18n::*,
    ui::{Button, Chip, Icon},
};
use domain::{
    ids::PersonId,
    plan::{ClassPage, PlanRow},
};
use leptos::prelude::*;

#[component]
pub(crate) fn Here(
    id: PersonId,
    name: String,
    row: Memo<PlanRow>,
    now: Memo<Option<ClassPage>>,
    actions: Option<ClassActions>,
) -> impl IntoView {
    let i18n = use_i18n();
    let away = Memo::new(move |_| row.with(|it| it.away_today));
    let words = move || match away.get() {
        true => t_string!(i18n, desk.away_today),
        false => t_string!(i18n, plan.here_today),
    };
    let sign = move || if away.get() { "away" } else { "ring" };
    match actions {
        None => view! { <Chip>{words}</Chip> }.into_any(),
        Some(actions) => {
            let turn = move |()| {
                let today = now.with_untracked(|it| it.as_ref().map(|it| it.today));
                if let Some(on) = today {
                    let away = !away.get_untracked();
                    actions.away.dispatch(SetAway {
                        child: id,
                        on,
                        away,
                    });
                }
            };
            view! {
                <Button
                    act="away"
                    pressed=move || away.get()
                    disabled=actions.away.pending()
                    on_click=turn
                    class="plan-away"
                >
                    {move || view! { <Icon name=sign() /> }}
                    {words}
                    <span class="visually-hidden">{format!(": {name}")}</span>
                </Button>
            }
            .into_any()
        }
    }
}
