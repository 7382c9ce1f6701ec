//! What a goal aims at, chosen in the form.

use super::fields::GoalFields;
use crate::{desk::plan::aims::use_aims, i18n::*, ui::lang_of};
use domain::{competency::Competency, ids::CompetencyId, plan::GoalField};
use leptos::prelude::*;

/// The choice of a competency in the form.
#[component]
pub(crate) fn AimPick(fields: GoalFields) -> impl IntoView {
    let i18n = use_i18n();
    let aims = use_aims();
    let typed = fields.typed;
    Effect::new(move |_| aims.all.fetch());
    let lang = move || lang_of(i18n.get_locale());
    let chosen = Memo::new(move |_| typed.with(|it| it.competency));
    let choose = move |event| {
        let id = event_target_value(&event).parse::<CompetencyId>().ok();
        match id.and_then(|id| aims.find(id)) {
            Some(it) => {
                let lang = lang_of(i18n.get_locale_untracked());
                typed.update(|typed| typed.aim_at(&it, lang, lang));
            }
            None => typed.update(|typed| typed.competency = None),
        }
    };
    let option = move |it: &Competency| {
        let (id, words) = (it.id, format!("{} {}", it.code, it.statement));
        view! {
            <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>
                {words}
            </option>
        }
    };
    let groups = move || {
        let lang = lang();
        aims.all.with(|all| {
            let mut headings: Vec<&domain::Words> = Vec::new();
            for it in all {
                if !headings.contains(&&it.heading.title) {
                    headings.push(&it.heading.title);
                }
            }
            let group = headings.into_iter().map(|title| {
                let own = all.iter().filter(|it| it.heading.title == *title);
                view! { <optgroup label=title.get(lang).to_owned()>{own.map(option).collect_view()}</optgroup> }
            });
            group.collect_view()
        })
    };
    // One that the school no longer has is kept until another is chosen.
    let unknown = move || {
        let id = chosen.get().filter(|id| aims.find(*id).is_none())?;
        Some(view! {
            <option value=id.to_string() prop:selected=true>
                {t_string!(i18n, competency.aim_unknown)}
            </option>
        })
    };
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-aim">
                {move || t_string!(i18n, competency.aim)}
            </label>
            <span class="ui-field-hint" id="hint-aim">
                {move || t_string!(i18n, competency.aim_hint)}
            </span>
            <select
                class="ui-field-input"
                id="field-aim"
                aria-describedby="hint-aim"
                aria-invalid=fields.is_wrong(GoalField::Competency)
                on:change=choose
            >
                <option value="" prop:selected=move || chosen.get().is_none()>
                    {move || t_string!(i18n, competency.aim_none)}
                </option>
                {unknown}
                {groups}
            </select>
        </div>
    }
    .into_any()
}
