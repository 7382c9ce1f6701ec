//! The whole class on one screen: how each child's goals go, and how the weeks went.

use super::{paces::PaceChart, standings::StandingChart};
use crate::{
    desk::plan::{
        weeks::WeekChart,
        words::{standing_icon, standing_words},
    },
    i18n::*,
    ui::{Icon, lang_of, picture},
};
use domain::{
    ids::ClassId,
    plan::{
        ClassPage, GoalLine, PlanRow, Standings,
        class_view::{ClassView, Only},
        weeks,
    },
};
use leptos::prelude::*;

#[component]
pub(crate) fn Glance(
    class: ClassId,
    view: Memo<ClassView>,
    shown: Memo<Vec<PlanRow>>,
    now: Memo<Option<ClassPage>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let all = Memo::new(move |_| shown.with(|rows| Standings::of(rows)));
    let paces = Memo::new(move |_| shown.with(|rows| Standings::by_week(rows)));
    let weeks = Memo::new(move |_| {
        shown.with(|rows| weeks(rows.iter().flat_map(PlanRow::living).map(|it| &it.pace)))
    });
    let address = move |only: Only| view.with(|it| it.with_only(only).address(class));
    let empty = move || shown.with(Vec::is_empty);
    let today = Memo::new(move |_| now.with(|it| it.as_ref().map(|it| it.today)));
    view! {
        <div class="plan-glance">
            <ul class="plan-tiles" aria-label=move || t_string!(i18n, desk.plans)>
                {move || shown.get().into_iter().map(|row| view! { <Tile row /> }).collect_view()}
            </ul>
            {move || {
                empty()
                    .then(|| {
                        view! { <p class="desk-quiet">{t_string!(i18n, plan.nobody_here)}</p> }
                    })
            }}
            <div class="plan-charts">
                <section class="ui-panel">
                    <h2 class="ui-panel-title">{move || t_string!(i18n, plan.pace_of_class)}</h2>
                    <StandingChart all address=Callback::new(address) />
                </section>
                <section class="ui-panel">
                    <h2 class="ui-panel-title">{move || t_string!(i18n, plan.pace_by_week)}</h2>
                    {move || view! { <PaceChart weeks=paces.get() /> }}
                </section>
                <section class="ui-panel">
                    <h2 class="ui-panel-title">{move || t_string!(i18n, plan.by_week)}</h2>
                    {move || view! { <WeekChart weeks=weeks.get() today=today.get() /> }}
                </section>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Tile(row: PlanRow) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let id = row.child.child;
    let mark = |it: &GoalLine| {
        let (title, standing) = (it.title.clone(), it.pace.standing);
        let words = Signal::derive(move || {
            format!("{}: {}", title.get(lang()), standing_words(i18n, standing))
        });
        view! {
            <span class="plan-mark" data-standing=standing_icon(standing) title=words>
                <Icon name=standing_icon(standing) />
                <span class="visually-hidden">{words}". "</span>
            </span>
        }
    };
    let marks: Vec<_> = row.living().map(mark).collect();
    let none = marks.is_empty();
    let waiting = row.waiting;
    view! {
        <li data-child=id.to_string()>
            <a class="plan-tile" data-row="yes" href=format!("/desk/child/{id}/plan")>
                <img class="desk-face" src=picture(&row.child.picture) alt="" />
                <span class="plan-tile-name">{row.child.name.clone()}</span>
                <span class="plan-tile-marks">
                    {marks}
                    {none
                        .then(|| {
                            view! {
                                <span
                                    class="plan-mark"
                                    data-standing="none"
                                    title=move || t_string!(i18n, plan.no_goal_yet)
                                >
                                    "–"
                                    <span class="visually-hidden">
                                        {move || t_string!(i18n, plan.no_goal_yet)}
                                    </span>
                                </span>
                            }
                        })}
                    {(waiting > 0)
                        .then(|| {
                            view! {
                                <span
                                    class="plan-mark"
                                    data-standing="waiting"
                                    title=move || t_string!(i18n, plan.goal_proposed)
                                >
                                    <Icon name="hand" />
                                    <span class="visually-hidden">
                                        {move || t_string!(i18n, plan.goal_proposed)}
                                    </span>
                                </span>
                            }
                        })}
                </span>
            </a>
        </li>
    }
    .into_any()
}
