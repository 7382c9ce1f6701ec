//! What stands in a written section, to be read and printed.

use crate::{
    i18n::*,
    ui::{Chip, lang_of, on_day, picture},
};
use domain::plan::template::{Choice, Part, PlanPerson, Written};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

pub(crate) fn part_words(i18n: I18nContext<Locale>, part: Part) -> &'static str {
    match part {
        Part::Child => t_string!(i18n, plan.part_child),
        Part::Family => t_string!(i18n, plan.part_family),
        Part::Teacher => t_string!(i18n, plan.part_teacher),
        Part::Helper => t_string!(i18n, plan.part_helper),
    }
}

#[component]
pub(crate) fn Content(written: Written, choices: Vec<Choice>) -> impl IntoView {
    let i18n = use_i18n();
    match written {
        Written::Text { text } => view! { <p class="plan-written">{text}</p> }.into_any(),
        Written::NextStep { text, by } => {
            let by = by.map(|on| {
                let day = move || on_day(i18n, on);
                view! {
                    <p>
                        <Chip>
                            {move || t_string!(i18n, plan.until_day, day = day()).to_string()}
                        </Chip>
                    </p>
                }
            });
            view! {
                <p class="plan-written">{text}</p>
                {by}
            }
            .into_any()
        }
        Written::Voice { chosen, text } => {
            let one = |id: &String| {
                let choice = choices.iter().find(|it| it.id == *id)?;
                let word = choice.word.clone();
                Some(view! {
                    <li class="plan-said">
                        <img class="desk-statement-picture" src=picture(&choice.picture) alt="" />
                        <span>{move || word.get(lang_of(i18n.get_locale())).to_owned()}</span>
                    </li>
                })
            };
            let chosen: Vec<_> = chosen.iter().filter_map(one).collect();
            view! {
                {(!chosen.is_empty()).then(|| view! { <ul class="plan-said-list">{chosen}</ul> })}
                {(!text.is_empty())
                    .then(|| view! { <p class="plan-written plan-why">"“" {text} "”"</p> })}
            }
            .into_any()
        }
        Written::People { people } => {
            let one = |it: PlanPerson| {
                let part = it.part;
                view! {
                    <li>
                        <strong>{it.name}</strong>
                        <span class="desk-quiet">" · " {move || part_words(i18n, part)}</span>
                    </li>
                }
            };
            view! { <ul class="plan-people">{people.into_iter().map(one).collect_view()}</ul> }
                .into_any()
        }
    }
}
