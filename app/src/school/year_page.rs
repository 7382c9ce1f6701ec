//! The school year: terms beside days off. The office sets them, its leader looks.

use super::{
    days_off::{AddDayOff, DaysOff, PasteList},
    own_terms::OwnTerms,
    year_api,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Trouble, on_day},
};
use domain::plan::template::{SchoolCalendar, TermLine};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn YearPage() -> impl IntoView {
    let again = RwSignal::new(0_usize);
    let page = Resource::new(move || again.get(), |_| year_api::read_calendar());
    view! {
        <Transition>
            <Shown page again />
        </Transition>
    }
    .into_any()
}

/// The memos are the transition's own: read outside it, the server would not wait for the page.
#[component]
fn Shown(
    page: Resource<Result<SchoolCalendar, ApiError>>,
    again: RwSignal<usize>,
) -> impl IntoView {
    let first = Memo::new(move |_| match page.get() {
        None => None,
        Some(Ok(it)) => Some(Ok(it.may)),
        Some(Err(ApiError(error))) => Some(Err(error)),
    });
    let now = Memo::new(move |before: Option<&Option<SchoolCalendar>>| {
        let now = page.get().and_then(Result::ok);
        now.or_else(|| before.cloned().flatten())
    });
    move || {
        first.get().map(|it| match it {
            Ok(may) => view! { <Whole now may again /> }.into_any(),
            Err(error) => view! { <Trouble error /> }.into_any(),
        })
    }
}

/// What the page shows; renewed after each act.
pub(super) type Now = Memo<Option<SchoolCalendar>>;

#[component]
fn Whole(now: Now, may: bool, again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Title text=move || t_string!(i18n, template.year_title) />
        <h1 class="ui-title">{move || t_string!(i18n, template.year_title)}</h1>
        <p>{move || t_string!(i18n, template.year_intro)}</p>
        <div class="form-split">
            <div class="form-part">
                <Terms now />
                {may.then(|| view! { <OwnTerms now again /> })}
            </div>
            <div class="form-part">
                <DaysOff now may again />
                {may.then(|| view! {
                    <AddDayOff again />
                    <PasteList now again />
                })}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Terms(now: Now) -> impl IntoView {
    let i18n = use_i18n();
    let terms = move || now.with(|it| it.as_ref().map(|it| it.terms.clone()).unwrap_or_default());
    let today = move || now.with(|it| it.as_ref().map(|it| it.today));
    let row = move |it: TermLine| {
        let (begins, ends, own) = (it.term.begins, it.term.ends, it.own);
        let running = today().is_some_and(|today| it.term.contains(today));
        let title = it.term.title.clone();
        let source = move || match own {
            true => t_string!(i18n, template.from_office),
            false => t_string!(i18n, template.from_roster),
        };
        view! {
            <tr class="ui-table-row" data-term=title>
                <th class="ui-table-cell" scope="row">
                    {it.term.title}
                    {running.then(|| view! {
                        " "
                        <span class="ui-tag" data-kind="good">{move || t_string!(i18n, template.term_now_tag)}</span>
                    })}
                </th>
                <td class="ui-table-cell">{move || on_day(i18n, begins)}</td>
                <td class="ui-table-cell">{move || on_day(i18n, ends)}</td>
                <td class="ui-table-cell">{source}</td>
                <td class="ui-table-cell">{it.plans}</td>
            </tr>
        }
    };
    let plans = move || now.with(|it| it.as_ref().map_or(5, |it| it.plans_a_year));
    // Of the year that is running: terms within twelve months of the first still to end.
    let differ = move || {
        now.with(|it| {
            let it = it.as_ref()?;
            let last = it.terms.iter().filter(|term| term.term.ends >= it.today);
            let last = last.map(|term| term.term.ends).max()?;
            let year = last - chrono::TimeDelta::days(365);
            let of = it
                .terms
                .iter()
                .filter(|term| term.term.begins > year)
                .count();
            let n = it.plans_a_year;
            (of != usize::from(n))
                .then(|| t_string!(i18n, template.terms_differ, n, of).to_string())
        })
    };
    view! {
        <section class="ui-panel" data-panel="terms">
            <h2 class="ui-panel-title">{move || t_string!(i18n, template.terms)}</h2>
            {move || match terms().is_empty() {
                true => view! {
                    <p>{t_string!(i18n, template.no_terms, n = plans()).to_string()}</p>
                }
                .into_any(),
                false => view! {
                    <div class="ui-table-wrap" tabindex="0" role="group" aria-label=move || t_string!(i18n, template.terms)>
                        <table class="ui-table">
                            <thead>
                                <tr>
                                    <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.term_title)}</th>
                                    <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.begins)}</th>
                                    <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.ends)}</th>
                                    <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.source)}</th>
                                    <th class="ui-table-head" scope="col">{move || t_string!(i18n, template.plans)}</th>
                                </tr>
                            </thead>
                            <tbody>{terms().into_iter().map(row).collect_view()}</tbody>
                        </table>
                    </div>
                }
                .into_any(),
            }}
            {move || differ().map(|it| view! { <Banner kind="info" icon="info">{it}</Banner> })}
        </section>
    }
    .into_any()
}
