//! How many children are ahead, on pace and behind: a chart whose words and numbers are its table.

use crate::{
    desk::plan::words::{standing_icon, standing_words},
    i18n::*,
    ui::Icon,
};
use domain::plan::{Standing, Standings, class_view::Only};
use leptos::prelude::*;

#[component]
pub(crate) fn StandingChart(
    all: Memo<Standings>,
    /// Where those who stand so are shown.
    address: Callback<Only, String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |kind: &'static str,
                    icon: &'static str,
                    only: Only,
                    words: Signal<&'static str>,
                    count: fn(Standings) -> u32| {
        let of = move || all.get().children().max(1);
        let width = move || (count(all.get()) * 100 / of()).to_string();
        view! {
            <tr>
                <th class="plan-standing-words" scope="row">
                    <a class="plan-standing-link" href=move || address.run(only)>
                        <Icon name=icon />
                        {words}
                    </a>
                </th>
                <td class="plan-standing-count">{move || count(all.get())}</td>
                <td class="plan-standing-bar" aria-hidden="true">
                    <svg class="plan-bar" viewBox="0 0 100 14" preserveAspectRatio="none">
                        <rect class="plan-bar-ground" width="100" height="14"></rect>
                        <rect
                            class="plan-bar-part"
                            data-standing=kind
                            width=width
                            height="14"
                        ></rect>
                    </svg>
                </td>
            </tr>
        }
    };
    let standing = move |kind, only, standing: Standing, count| {
        let words = Signal::derive(move || standing_words(i18n, standing));
        row(kind, standing_icon(standing), only, words, count)
    };
    view! {
        <table class="plan-standings" data-chart="standings">
            <thead class="visually-hidden">
                <tr>
                    <th scope="col">{move || t_string!(i18n, plan.standing)}</th>
                    <th scope="col">{move || t_string!(i18n, plan.children)}</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>
                {standing("behind", Only::Behind, Standing::Behind, |it| it.behind)}
                {standing("on-pace", Only::OnPace, Standing::OnPace, |it| it.on_pace)}
                {standing("ahead", Only::Ahead, Standing::Ahead, |it| it.ahead)}
                {row(
                    "none",
                    "ring",
                    Only::NoGoal,
                    Signal::derive(move || t_string!(i18n, plan.no_goal)),
                    |it| it.no_goal,
                )}
            </tbody>
        </table>
    }
    .into_any()
}
