//! Everything that ever stood in a written section.

use super::{form_api, form_read::Content};
use crate::{
    ApiError,
    i18n::*,
    ui::{Dialog, Trouble, When},
};
use domain::{
    ids::{PersonId, PlanId},
    plan::template::{Choice, SectionNow},
};
use leptos::prelude::*;

#[component]
pub(super) fn SectionHistory(
    child: PersonId,
    plan: PlanId,
    section: String,
    choices: Vec<Choice>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, template.history).to_owned());
    view! {
        <Dialog open title wide=true>
            <States child plan section=section.clone() choices=choices.clone() />
        </Dialog>
    }
    .into_any()
}

#[component]
fn States(child: PersonId, plan: PlanId, section: String, choices: Vec<Choice>) -> impl IntoView {
    let i18n = use_i18n();
    let all = Resource::new(
        || (),
        move |()| form_api::list_section(child, plan, section.clone()),
    );
    let choices = StoredValue::new(choices);
    let one = move |it: SectionNow| {
        let content = match it.written.is_empty() {
            true => view! { <p class="desk-quiet">{t_string!(i18n, template.written_empty)}</p> }
                .into_any(),
            false => {
                view! { <Content written=it.written choices=choices.get_value() /> }.into_any()
            }
        };
        view! {
            <li class="plan-change">
                <p>
                    <strong>{it.who}</strong>
                    " · "
                    <When at=it.at exact=true />
                </p>
                {content}
            </li>
        }
    };
    view! {
        <Suspense>
            {move || all.get().map(|it| match it {
                Ok(all) => {
                    let lines = all.into_iter().map(one).collect_view();
                    view! { <ol class="plan-history">{lines}</ol> }.into_any()
                }
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
    }
    .into_any()
}
