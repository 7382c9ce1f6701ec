//! A ready-made goal for all of a group.

use super::{api::ReadyGoal, table::Table};
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Dialog, Icon, area_words, lang_of},
};
use domain::{ids::GroupId, plan::Area};
use leptos::prelude::*;

#[component]
pub(super) fn GoalDialog(table: Table, giving: RwSignal<Option<GroupId>>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let entry = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(group) = giving.get() {
            // Who joined later is given what the others have.
            let goal = untrack(|| table.group(group)).and_then(|it| it.goal);
            entry.set(goal.and_then(|it| it.entry).unwrap_or_default());
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            giving.set(None);
        }
    });
    let title = Signal::derive(move || {
        let name = table.spot_name(giving.get());
        t_string!(i18n, group.goal_for, name).to_string()
    });
    let give = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(group) = giving.get_untracked() {
            table.give(group, entry.get_untracked());
            open.set(false);
        }
    };
    view! {
        <Dialog open title>
            <form class="ui-form" on:submit=give>
                <ReadyPick table entry />
                <p class="desk-quiet">{move || t_string!(i18n, group.goal_words)}</p>
                <p>
                    <a href=format!(
                        "/desk/class/{}/plans",
                        table.class,
                    )>{move || t_string!(i18n, group.own_goal)}</a>
                </p>
                <div class="ui-dialog-foot">
                    <Button
                        kind=ButtonKind::Main
                        act="keep-group-goal"
                        disabled=move || entry.with(String::is_empty)
                        submit=true
                    >
                        <Icon name="check" />
                        {move || t_string!(i18n, group.give_goal)}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

#[component]
fn ReadyPick(table: Table, entry: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let all = table.ready.get_value();
    let of = |area: Area| {
        let own: Vec<ReadyGoal> = all.iter().filter(|it| it.area == area).cloned().collect();
        let options = own.into_iter().map(|it| {
            let (id, say) = (it.entry.clone(), it.say);
            view! {
                <option value=it.entry prop:selected=move || entry.with(|now| *now == id)>
                    {move || say.get(lang_of(i18n.get_locale())).to_owned()}
                </option>
            }
        });
        view! { <optgroup label=move || area_words(i18n, area)>{options.collect_view()}</optgroup> }
    };
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-group-goal">
                {move || t_string!(i18n, desk.ready_goal)}
            </label>
            <select
                class="ui-field-input"
                id="field-group-goal"
                on:change=move |event| entry.set(event_target_value(&event))
            >
                <option value="" prop:selected=move || entry.with(String::is_empty)>
                    {move || t_string!(i18n, group.choose)}
                </option>
                {Area::ALL.map(of).collect_view()}
            </select>
        </div>
    }
    .into_any()
}
