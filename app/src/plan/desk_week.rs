//! The class over a week: which week stands in the address.

use super::{desk_api, desk_week_table::WeekTables};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, PrintButton, Trouble, on_day},
};
use chrono::TimeDelta;
use domain::{
    ids::ClassId,
    plan::{ClassWeek, WeekOf},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ClassWeekPage(class: ClassId) -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| query.read().get("week"));
    let week = Resource::new(
        move || asked.get(),
        move |week| desk_api::read_class_week(class, week),
    );
    view! {
        <Transition>
            {move || week.get().map(|it| match it {
                Ok(week) => view! { <Whole class week /> }.into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Whole(class: ClassId, week: ClassWeek) -> impl IntoView {
    let i18n = use_i18n();
    let (this, today) = (week.week, week.today);
    let (first, friday) = (this.0, this.0 + TimeDelta::days(4));
    let title = week.title.clone();
    let heading = move || {
        let (class, first, last) = (title.clone(), on_day(i18n, first), on_day(i18n, friday));
        t_string!(i18n, view.week_of, class, first, last).to_string()
    };
    let to = move |week: WeekOf| format!("/desk/class/{class}/week?week={}", week.name());
    let now = WeekOf::of(today);
    view! {
        <Title text=heading.clone() />
        <div class="board-bar">
            <h1 class="board-title">{heading}</h1>
            <nav class="plan-week-turn desk-noprint" aria-label=move || t_string!(i18n, view.weeks)>
                <a class="ui-button" href=to(this.later(-1)) data-act="before">
                    <Icon name="back" />
                    {move || t_string!(i18n, view.week_before)}
                </a>
                {(this != now).then(|| view! {
                    <a class="ui-button" href=format!("/desk/class/{class}/week") data-act="now">
                        {move || t_string!(i18n, view.this_week)}
                    </a>
                })}
                <a class="ui-button" href=to(this.later(1)) data-act="next">
                    <Icon name="next" />
                    {move || t_string!(i18n, view.week_next)}
                </a>
            </nav>
            <a class="ui-button desk-noprint" href=format!("/desk/class/{class}/plans") data-act="plans">
                <Icon name="list" />
                {move || t_string!(i18n, desk.plans)}
            </a>
            <PrintButton />
        </div>
        {match week.term {
            None => view! {
                <Banner kind="info" icon="info">{move || t_string!(i18n, desk.no_term)}</Banner>
            }
            .into_any(),
            Some(_) => view! { <WeekTables week /> }.into_any(),
        }}
    }
    .into_any()
}
