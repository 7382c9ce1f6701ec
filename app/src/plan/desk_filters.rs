//! Which children the page of plans shows. Everything chosen here goes into the address.

use super::{
    desk_order::{Face, Only, View, area_name},
    desk_words::area_words,
};
use crate::{i18n::*, ui::Icon};
use chrono::NaiveDate;
use domain::{
    ids::ClassId,
    plan::{Area, PlanRow},
};
use leptos::{ev::Event, html, prelude::*};
use leptos_i18n::I18nContext;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Since when nothing was done, in days.
const QUIET: [u32; 4] = [2, 4, 7, 14];

#[component]
pub(super) fn Filters(
    class: ClassId,
    view: Memo<View>,
    rows: Memo<Vec<PlanRow>>,
    shown: Memo<Vec<PlanRow>>,
    today: Memo<NaiveDate>,
    /// Where "/" puts the cursor.
    search: NodeRef<html::Input>,
) -> impl IntoView {
    let i18n = use_i18n();
    let chip = move |(it, name): (Only, &'static str)| {
        let count = move || {
            let (view, today) = (view.get(), today.get());
            let counts = |row: &&PlanRow| it.has(row) && view.has_beside(row, today);
            rows.with(|all| all.iter().filter(counts).count())
        };
        let to = move || {
            let only = it;
            let view = View { only, ..view.get() };
            view.address(class)
        };
        view! {
            <a
                class="ui-switch-part"
                href=to
                data-show=name
                aria-current=move || (view.with(|view| view.only) == it).then_some("true")
            >
                {move || only_words(i18n, it, count())}
            </a>
        }
    };
    let navigate = StoredValue::new(use_navigate());
    let go = move |view: View, replace: bool| {
        let options = NavigateOptions {
            replace,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate.with_value(|navigate| navigate(&view.address(class), options));
    };
    let type_name = move |event: Event| {
        let view = view.get_untracked();
        // One step back is to what was shown before typing began, not to half a name.
        let begun = !view.name.is_empty();
        let name = event_target_value(&event);
        go(View { name, ..view }, begun);
    };
    let choose_area = move |event: Event| {
        let chosen = event_target_value(&event);
        let area = Area::ALL.into_iter().find(|it| area_name(*it) == chosen);
        go(
            View {
                area,
                ..view.get_untracked()
            },
            false,
        );
    };
    let choose_quiet = move |event: Event| {
        let quiet = event_target_value(&event).parse().ok();
        go(
            View {
                quiet,
                ..view.get_untracked()
            },
            false,
        );
    };
    let area = move |area: Area| {
        view! {
            <option
                value=area_name(area)
                prop:selected=move || view.with(|it| it.area) == Some(area)
                selected=view.with_untracked(|it| it.area) == Some(area)
            >
                {move || area_words(i18n, area)}
            </option>
        }
    };
    let quiet = move |days: u32| {
        view! {
            <option
                value=days.to_string()
                prop:selected=move || view.with(|it| it.quiet) == Some(days)
                selected=view.with_untracked(|it| it.quiet) == Some(days)
            >
                {move || t_string!(i18n, plans.quiet_for, days).to_string()}
            </option>
        }
    };
    let counted = move || {
        let (n, of) = (shown.with(Vec::len), rows.with(Vec::len));
        t_string!(i18n, plans.shown, n, of).to_string()
    };
    view! {
        <nav class="plan-filters desk-noprint" aria-label=move || t_string!(i18n, desk.which_children)>
            {Only::ALL.map(chip).collect_view()}
        </nav>
        <form
            class="plan-narrow desk-noprint"
            role="search"
            aria-label=move || t_string!(i18n, plans.narrow)
            on:submit=move |event| event.prevent_default()
        >
            <Faces class view />
            <input
                class="ui-field-input plan-narrow-name"
                type="search"
                autocomplete="off"
                node_ref=search
                aria-label=move || t_string!(i18n, plans.name)
                placeholder=move || t_string!(i18n, plans.name)
                prop:value=move || view.with(|it| it.name.clone())
                value=view.with_untracked(|it| it.name.clone())
                on:input=type_name
            />
            <select
                class="ui-field-input plan-narrow-choice"
                aria-label=move || t_string!(i18n, desk.goal_area)
                data-filter="area"
                on:change=choose_area
            >
                <option value="">{move || t_string!(i18n, plans.any_area)}</option>
                {Area::ALL.map(area).collect_view()}
            </select>
            <select
                class="ui-field-input plan-narrow-choice"
                aria-label=move || t_string!(i18n, desk.last_tick)
                data-filter="quiet"
                on:change=choose_quiet
            >
                <option value="">{move || t_string!(i18n, plans.any_tick)}</option>
                {QUIET.map(quiet).collect_view()}
            </select>
            <span class="desk-quiet" role="status">{counted}</span>
            {move || view.with(View::narrows).then(|| view! {
                <a class="ui-button" data-kind="quiet" data-act="show-all" href=move || view.with(|it| it.with_all().address(class))>
                    <Icon name="close" />
                    {t_string!(i18n, plans.show_all_again)}
                </a>
            })}
        </form>
    }
    .into_any()
}

fn only_words(i18n: I18nContext<Locale>, only: Only, n: usize) -> String {
    match only {
        Only::All => t_string!(i18n, desk.show_all, n).to_string(),
        Only::Waiting => t_string!(i18n, desk.show_waiting, n).to_string(),
        Only::Behind => t_string!(i18n, desk.show_behind, n).to_string(),
        Only::OnPace => t_string!(i18n, plans.show_on_pace, n).to_string(),
        Only::Ahead => t_string!(i18n, plans.show_ahead, n).to_string(),
        Only::NoGoal => t_string!(i18n, desk.show_no_goal, n).to_string(),
    }
}

/// A row a child, or the whole class on one screen.
#[component]
fn Faces(class: ClassId, view: Memo<View>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |face: Face, icon: &'static str, words: Signal<&'static str>| {
        view! {
            <a
                class="ui-switch-part"
                href=move || View { face, ..view.get() }.address(class)
                data-face=icon
                aria-current=move || (view.with(|it| it.face) == face).then_some("true")
            >
                <Icon name=icon />
                {words}
            </a>
        }
    };
    view! {
        <div class="ui-switch" role="group" aria-label=move || t_string!(i18n, plans.face)>
            {one(Face::Table, "list", Signal::derive(move || t_string!(i18n, plans.face_table)))}
            {one(Face::Glance, "grid", Signal::derive(move || t_string!(i18n, plans.face_glance)))}
        </div>
    }
    .into_any()
}
