//! The school year: terms beside days off. The office sets them, its leader looks.

use super::{
    days_off::{AddDayOff, DaysOff, PasteList},
    own_terms::OwnTerms,
    year_api,
    year_state::YearNow,
};
use crate::{
    ApiError,
    desk::ui::TitleRow,
    i18n::*,
    ui::{Banner, Chip, Column, Table, Trouble, on_day},
};
use domain::plan::template::{SchoolCalendar, TermRow};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn YearPage() -> impl IntoView {
    let again = RwSignal::new(0_usize);
    let page = Resource::new(move || again.get(), |_| year_api::read_calendar());
    view! {
        <Transition>
            <YearContent page again />
        </Transition>
    }
    .into_any()
}

/// The memos are the transition's own: read outside it, the server would not wait for the page.
#[component]
fn YearContent(
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
            Ok(may) => view! { <YearLoader now may again /> }.into_any(),
            Err(error) => view! { <Trouble error /> }.into_any(),
        })
    }
}

#[component]
fn YearLoader(now: YearNow, may: bool, again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Title text=move || t_string!(i18n, school.year_title) />
        <TitleRow title=move || t_string!(i18n, school.year_title).to_owned() />
        <p>{move || t_string!(i18n, school.year_intro)}</p>
        <div class="form-split">
            <div class="form-part">
                <Terms now />
                {may.then(|| view! { <OwnTerms now again /> })}
            </div>
            <div class="form-part">
                <DaysOff now may again />
                {may
                    .then(|| {
                        view! {
                            <AddDayOff again />
                            <PasteList now again />
                        }
                    })}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Terms(now: YearNow) -> impl IntoView {
    let i18n = use_i18n();
    let terms = move || now.with(|it| it.as_ref().map(|it| it.terms.clone()).unwrap_or_default());
    let today = move || now.with(|it| it.as_ref().map(|it| it.today));
    let columns = move || {
        vec![
            Column::new(
                "term",
                move || t_string!(i18n, school.term_title),
                move |it: &TermRow| {
                    let running = today().is_some_and(|today| it.term.contains(today));
                    view! {
                        {it.term.title.clone()}
                        {running.then(|| view! {
                            " "
                            <Chip kind="good">{move || t_string!(i18n, school.term_now_tag)}</Chip>
                        })}
                    }
                },
            ),
            Column::new(
                "begins",
                move || t_string!(i18n, school.begins),
                move |it: &TermRow| {
                    let begins = it.term.begins;
                    move || on_day(i18n, begins)
                },
            ),
            Column::new(
                "ends",
                move || t_string!(i18n, school.ends),
                move |it: &TermRow| {
                    let ends = it.term.ends;
                    move || on_day(i18n, ends)
                },
            ),
            Column::new(
                "source",
                move || t_string!(i18n, school.source),
                move |it: &TermRow| {
                    let own = it.own;
                    move || match own {
                        true => t_string!(i18n, school.from_office),
                        false => t_string!(i18n, school.from_roster),
                    }
                },
            ),
            Column::new(
                "plans",
                move || t_string!(i18n, school.plans),
                |it: &TermRow| it.plans,
            ),
        ]
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
            (of != usize::from(n)).then(|| t_string!(i18n, school.terms_differ, n, of).to_string())
        })
    };
    view! {
        <section class="ui-panel" data-panel="terms">
            <h2 class="ui-panel-title">{move || t_string!(i18n, school.terms)}</h2>
            {move || match terms().is_empty() {
                true => {
                    view! { <p>{t_string!(i18n, school.no_terms, n = plans()).to_string()}</p> }
                        .into_any()
                }
                false => {
                    view! {
                        <Table
                            caption=move || t_string!(i18n, school.terms)
                            columns=columns()
                            rows=terms()
                            data=|it: &TermRow| vec![("data-term", it.term.title.clone())]
                        />
                    }
                        .into_any()
                }
            }}
            {move || {
                differ()
                    .map(|it| {
                        view! {
                            <Banner kind="info" icon="info">
                                {it}
                            </Banner>
                        }
                    })
            }}
        </section>
    }
    .into_any()
}
