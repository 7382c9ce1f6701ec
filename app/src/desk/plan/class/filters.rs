//! Which children the page of plans shows. Everything chosen here goes into the address.

use crate::{
    i18n::*,
    ui::{ButtonKind, ButtonLink, Icon, SegmentLink, Segmented, area_words},
};
use chrono::NaiveDate;
use domain::{
    ids::ClassId,
    plan::{
        Area, PlanRow,
        class_view::{ClassView, Face, Only, area_name},
    },
};
use leptos::{ev::Event, html, prelude::*};
use leptos_i18n::I18nContext;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// Since when nothing was done, in days.
const QUIET: [u32; 4] = [2, 4, 7, 14];

#[component]
pub(crate) fn Filters(
    class: ClassId,
    view: Memo<ClassView>,
    rows: Memo<Vec<PlanRow>>,
    shown: Memo<Vec<PlanRow>>,
    today: Memo<NaiveDate>,
    /// Where "f" puts the cursor.
    search: NodeRef<html::Input>,
) -> impl IntoView {
    let i18n = use_i18n();
    let chip = move |(it, name): (Only, &'static str)| {
        let count = move || {
            let (view, today) = (view.get(), today.get());
            rows.with(|all| view.count(it, all, today))
        };
        let to = move || view.with(|view| view.with_only(it).address(class));
        view! {
            <SegmentLink
                href=to
                attr:data-show=name
                is_chosen=move || view.with(|view| view.only) == it
            >
                {move || only_words(i18n, it, count())}
            </SegmentLink>
        }
    };
    let navigate = StoredValue::new(use_navigate());
    let go = move |view: ClassView, replace: bool| {
        let options = NavigateOptions {
            replace,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate.with_value(|navigate| navigate(&view.address(class), options));
    };
    let type_name = move |event: Event| {
        let name = event_target_value(&event);
        let (view, replaces) = view.with_untracked(|it| it.with_name(name));
        go(view, replaces);
    };
    let choose_area = move |event: Event| {
        let name = event_target_value(&event);
        go(view.with_untracked(|it| it.with_area(&name)), false);
    };
    let choose_quiet = move |event: Event| {
        let days = event_target_value(&event);
        go(view.with_untracked(|it| it.with_quiet(&days)), false);
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
                {move || t_string!(i18n, plan.quiet_for, count = days).to_string()}
            </option>
        }
    };
    let counted = move || {
        let (n, of) = (shown.with(Vec::len), rows.with(Vec::len));
        t_string!(i18n, plan.shown, n, of).to_string()
    };
    view! {
        <nav
            class="plan-filters desk-noprint"
            aria-label=move || t_string!(i18n, plan.which_children)
        >
            {Only::ALL.map(chip).collect_view()}
        </nav>
        <form
            class="plan-narrow desk-noprint"
            role="search"
            aria-label=move || t_string!(i18n, plan.narrow)
            on:submit=move |event| event.prevent_default()
        >
            <PlansViews class view />
            <input
                class="ui-field-input plan-narrow-name"
                type="search"
                autocomplete="off"
                node_ref=search
                aria-label=move || t_string!(i18n, plan.name)
                placeholder=move || t_string!(i18n, plan.name)
                prop:value=move || view.with(|it| it.name.clone())
                value=view.with_untracked(|it| it.name.clone())
                on:input=type_name
            />
            <select
                class="ui-field-input plan-narrow-choice"
                aria-label=move || t_string!(i18n, plan.goal_area)
                data-filter="area"
                on:change=choose_area
            >
                <option value="">{move || t_string!(i18n, plan.any_area)}</option>
                {Area::ALL.map(area).collect_view()}
            </select>
            <select
                class="ui-field-input plan-narrow-choice"
                aria-label=move || t_string!(i18n, plan.last_tick)
                data-filter="quiet"
                on:change=choose_quiet
            >
                <option value="">{move || t_string!(i18n, plan.any_tick)}</option>
                {QUIET.map(quiet).collect_view()}
            </select>
            <span class="desk-quiet" role="status">
                {counted}
            </span>
            {move || {
                view.with(ClassView::narrows)
                    .then(|| {
                        view! {
                            <ButtonLink
                                kind=ButtonKind::Quiet
                                act="show-all"
                                href=move || view.with(|it| it.with_all().address(class))
                            >
                                <Icon name="close" />
                                {t_string!(i18n, plan.show_all_again)}
                            </ButtonLink>
                        }
                    })
            }}
        </form>
    }
    .into_any()
}

fn only_words(i18n: I18nContext<Locale>, only: Only, n: usize) -> String {
    match only {
        Only::All => t_string!(i18n, plan.show_all, n).to_string(),
        Only::Waiting => t_string!(i18n, plan.show_waiting, n).to_string(),
        Only::Behind => t_string!(i18n, plan.show_behind, n).to_string(),
        Only::OnPace => t_string!(i18n, plan.show_on_pace, n).to_string(),
        Only::Ahead => t_string!(i18n, plan.show_ahead, n).to_string(),
        Only::NoGoal => t_string!(i18n, plan.show_no_goal, n).to_string(),
    }
}

/// A row a child, or the whole class on one screen.
#[component]
fn PlansViews(class: ClassId, view: Memo<ClassView>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |face: Face, icon: &'static str, words: Signal<&'static str>| {
        view! {
            <SegmentLink
                href=move || ClassView { face, ..view.get() }.address(class)
                attr:data-face=icon
                is_chosen=move || view.with(|it| it.face) == face
            >
                <Icon name=icon />
                {words}
            </SegmentLink>
        }
    };
    view! {
        <Segmented label=Signal::derive(move || {
            t_string!(i18n, plan.face).to_owned()
        })>
            {one(Face::Table, "list", Signal::derive(move || t_string!(i18n, plan.face_table)))}
            {one(Face::Glance, "grid", Signal::derive(move || t_string!(i18n, plan.face_glance)))}
        </Segmented>
    }
    .into_any()
}
