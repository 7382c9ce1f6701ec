//! The class over a week: which week stands in the address.

use super::week_table::WeekTables;
use crate::{
    desk::{plan::api, ui::TitleRow},
    i18n::*,
    ui::{Banner, ButtonLink, Icon, Loaded, PrintButton, on_day},
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
        move |week| api::read_class_week(class, week),
    );
    view! {
        <Loaded read=week let:week>
            <ClassWeekContent class week />
        </Loaded>
    }
    .into_any()
}

#[component]
fn ClassWeekContent(class: ClassId, week: ClassWeek) -> impl IntoView {
    let i18n = use_i18n();
    let (this, today) = (week.week, week.today);
    let (first, friday) = (this.0, this.0 + TimeDelta::days(4));
    let title = week.title.clone();
    let heading = move || {
        let (class, first, last) = (title.clone(), on_day(i18n, first), on_day(i18n, friday));
        t_string!(i18n, plan.view_week_of, class, first, last).to_string()
    };
    let to = move |week: WeekOf| format!("/desk/class/{class}/week?week={}", week.name());
    let now = WeekOf::of(today);
    view! {
        <Title text=heading.clone() />
        <TitleRow
            title=heading
            acts=move || {
                view! {
                    <nav
                        class="plan-week-turn desk-noprint"
                        aria-label=move || t_string!(i18n, plan.weeks)
                    >
                        <ButtonLink href=to(this.later(-1)) act="before">
                            <Icon name="back" />
                            {move || t_string!(i18n, plan.week_before)}
                        </ButtonLink>
                        {(this != now)
                            .then(|| {
                                view! {
                                    <ButtonLink href=format!("/desk/class/{class}/week") act="now">
                                        {move || t_string!(i18n, plan.this_week)}
                                    </ButtonLink>
                                }
                            })}
                        <ButtonLink href=to(this.later(1)) act="next">
                            <Icon name="next" />
                            {move || t_string!(i18n, plan.week_next)}
                        </ButtonLink>
                    </nav>
                    <ButtonLink
                        href=format!("/desk/class/{class}/plans")
                        act="plans"
                        class="desk-noprint"
                    >
                        <Icon name="list" />
                        {move || t_string!(i18n, desk.plans)}
                    </ButtonLink>
                }
            }
            more=|| view! { <PrintButton /> }
        />
        {match week.term {
            None => {
                view! {
                    <Banner kind="info" icon="info">
                        {move || t_string!(i18n, plan.no_term)}
                    </Banner>
                }
                    .into_any()
            }
            Some(_) => view! { <WeekTables week /> }.into_any(),
        }}
    }
    .into_any()
}
