//! Everything that ever stood in a written section.

use super::content::Content;
use crate::{
    desk::plan::template_api,
    i18n::*,
    ui::{Dialog, Loaded, When},
};
use domain::{
    ids::{PersonId, PlanId},
    plan::template::{Choice, SectionState},
};
use leptos::prelude::*;

#[component]
pub(crate) fn SectionHistory(
    child: PersonId,
    plan: PlanId,
    section: String,
    choices: Vec<Choice>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, plan.history).to_owned());
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
        move |()| template_api::list_section(child, plan, section.clone()),
    );
    let choices = StoredValue::new(choices);
    let one = move |it: SectionState| {
        let content = match it.written.is_empty() {
            true => {
                view! { <p class="desk-quiet">{t_string!(i18n, plan.written_empty)}</p> }.into_any()
            }
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
        <Loaded read=all let:all>
            {
                let lines = all.into_iter().map(one).collect_view();
                view! { <ol class="plan-history">{lines}</ol> }
            }
        </Loaded>
    }
    .into_any()
}
