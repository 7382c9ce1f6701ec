//! On the class's board: what was tried and comes back today. Asked for by the browser alone, so
//! that the page around it may be kept.

use super::{api, look::LookForm};
use crate::{
    desk::ui::poll,
    i18n::*,
    ui::{Icon, on_day},
};
use chrono::NaiveDate;
use domain::{
    ids::ClassId,
    intervention::{Intervention, InterventionList},
};
use leptos::{prelude::*, task::spawn_local};

#[component]
pub fn FollowUps(class: ClassId, can_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let due = RwSignal::new(None::<InterventionList>);
    let read = move || {
        spawn_local(async move {
            // A board without them is better than none: the child's page tells what went wrong.
            if let Ok(it) = api::read_due(class).await {
                due.try_set(Some(it));
            }
        });
    };
    poll(read);
    let on_looked = Callback::new(move |()| read());
    let today = Memo::new(move |_| due.with(|it| it.as_ref().map(|it| it.today)));
    let all = move || due.get().map(|it| it.all).unwrap_or_default();
    let some = Memo::new(move |_| due.with(|it| it.as_ref().is_some_and(|it| !it.all.is_empty())));
    // What is being written about one stays while another goes.
    move || {
        let today = today.get().filter(|_| some.get())?;
        Some(view! {
            <section class="ui-panel" data-panel="follow-ups">
                <h2 class="ui-panel-title">
                    <Icon name="clock" />
                    {move || t_string!(i18n, intervention.today)}
                </h2>
                <ul class="intervention-list">
                    <For each=all key=|it| it.id let:it>
                        <FollowUp class it today can_edit on_looked />
                    </For>
                </ul>
            </section>
        })
    }
}

#[component]
fn FollowUp(
    class: ClassId,
    it: Intervention,
    today: NaiveDate,
    can_edit: bool,
    on_looked: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (id, whom) = (it.id, it.with_whom());
    let Intervention {
        what, by, begins, ..
    } = it;
    view! {
        <li class="intervention" data-intervention=id.to_string() data-state="due">
            <p class="intervention-what">
                <strong>{whom}</strong>
                ": "
                {what}
            </p>
            <p class="desk-quiet">{by} " · " {move || on_day(i18n, begins)}</p>
            {can_edit
                .then(|| {
                    view! {
                        <details class="desk-history">
                            <summary>{move || t_string!(i18n, intervention.did_it_help)}</summary>
                            <LookForm class id today on_looked />
                        </details>
                    }
                })}
        </li>
    }
    .into_any()
}
