//! The map of levels: competencies down, children across, so that thirty of them are on one screen.
//! Each cell says its level by a sign, how old that is, and whether it is missing from an earlier
//! grade.

use super::{
    address::{map_address, table_address},
    cell::Cells,
    words::{age_words, gap_words},
};
use crate::{
    i18n::*,
    ui::{Icon, SegmentLink, TableFrame, level_icon, level_name, level_words, picture},
};
use domain::{
    competency::{Age, AtLevel, CellIndex, ClassLevels, LevelCell, LevelSort, MapView, gap},
    ids::ClassId,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

#[component]
pub(super) fn LevelMap(
    class: ClassId,
    page: StoredValue<ClassLevels>,
    heading: Memo<String>,
    map: Memo<Option<MapView>>,
    cells: Cells,
) -> impl IntoView {
    let i18n = use_i18n();
    let view = Memo::new(move |_| map.get().unwrap_or_default());
    let has = move |(row, column): CellIndex, view: MapView| {
        let grade = page.with_value(|it| it.rows[row].grade);
        let mark = cells
            .cell((row, column))
            .and_then(|it| it.with(LevelCell::mark));
        let competency = cells.competency(column);
        competency.is_some_and(|it| view.has(&it, grade, mark))
    };
    let shown = Memo::new(move |_| {
        let view = view.get();
        let (rows, columns) =
            page.with_value(|it| ((0..it.rows.len()).collect(), it.columns(&heading.get())));
        view.narrow(rows, columns, |at| has(at, view))
    });
    let table = move || {
        let (rows, competencies) = shown.get();
        if rows.is_empty() || competencies.is_empty() {
            let none = move || t_string!(i18n, competency.none_here);
            return view! { <p class="desk-quiet">{none}</p> }.into_any();
        }
        let heads = rows
            .iter()
            .filter_map(|row| cells.child(*row))
            .map(|child| {
                view! {
                    <th class="competency-map-child" scope="col">
                        <span class="competency-map-name">
                            <img class="desk-face" src=picture(&child.picture) alt="" />
                            <span>{child.name}</span>
                        </span>
                    </th>
                }
            });
        let heads = heads.collect_view();
        let lines = competencies.into_iter().filter_map(|column| {
            let competency = cells.competency(column)?;
            // Who is where with this one, and the way to each child.
            let by = LevelSort::Level(competency.code.clone());
            let table = table_address(class, &competency.heading.code, &by);
            let tds = rows
                .iter()
                .map(|row| {
                    let at = (*row, column);
                    let chosen = Signal::derive(move || has(at, view.get()));
                    view! { <MapCell at page cells chosen /> }
                })
                .collect_view();
            let (code, statement) = (competency.code.clone(), competency.statement.clone());
            Some(view! {
                <tr class="ui-table-row" data-code=code>
                    <th class="competency-map-what" scope="row" title=statement>
                        <a class="competency-map-link" href=table>
                            <span class="competency-code">{competency.code}</span>
                            " "
                            <span class="competency-map-words">{competency.statement}</span>
                        </a>
                    </th>
                    {tds}
                </tr>
            })
        });
        let lines = lines.collect_view();
        view! {
            <TableFrame caption=move || t_string!(i18n, competency.map) csv="map.csv">
                <table class="competency-map" data-chart="levels">
                    <thead>
                        <tr>
                            <th scope="col">
                                <span class="visually-hidden">
                                    {move || t_string!(i18n, competency.competency)}
                                </span>
                            </th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </TableFrame>
        }
        .into_any()
    };
    view! {
        <MapFilters class heading view />
        {table}
    }
    .into_any()
}

#[component]
fn MapFilters(class: ClassId, heading: Memo<String>, view: Memo<MapView>) -> impl IntoView {
    let i18n = use_i18n();
    let link = move |name: &'static str, to: Signal<MapView>, words: Signal<&'static str>| {
        view! {
            <SegmentLink
                href=move || map_address(class, &heading.get(), to.get())
                attr:data-only=name
                is_chosen=move || view.get() == to.get()
            >
                {words}
            </SegmentLink>
        }
    };
    let every = Signal::derive(move || MapView {
        level: None,
        ..view.get()
    });
    let levels = AtLevel::ALL.map(|it| {
        let to = Signal::derive(move || MapView {
            level: Some(it),
            ..view.get()
        });
        link(
            it.name(),
            to,
            Signal::derive(move || level_words(i18n, it.0)),
        )
    });
    let turned = move || MapView {
        gaps: !view.get().gaps,
        ..view.get()
    };
    view! {
        <nav
            class="plan-filters desk-noprint"
            aria-label=move || t_string!(i18n, competency.map_filters)
        >
            {link("all", every, Signal::derive(move || t_string!(i18n, competency.every_level)))}
            {levels}
            <SegmentLink
                href=move || map_address(class, &heading.get(), turned())
                attr:data-only="gaps"
                is_chosen=move || view.get().gaps
            >
                <Icon name="back" />
                {move || t_string!(i18n, competency.gaps)}
            </SegmentLink>
        </nav>
    }
    .into_any()
}

#[component]
fn MapCell(
    at: CellIndex,
    page: StoredValue<ClassLevels>,
    cells: Cells,
    /// Whether it is among those asked for.
    chosen: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (row, column) = at;
    let cell = cells.cell(at)?;
    let competency = cells.competency(column)?;
    let grade = page.with_value(|it| it.rows[row].grade);
    let mark = Memo::new(move |_| cell.with(LevelCell::mark));
    let missing = Memo::new(move |_| gap(&competency, grade, mark.get().map(|it| it.level)));
    let today = cells.today;
    let old = move || mark.get().is_some_and(|it| Age::of(it.on, today).is_old());
    let words = move || {
        let mark = mark.get();
        let mut all = vec![level_words(i18n, mark.map(|it| it.level)).to_owned()];
        all.extend(mark.map(|it| age_words(i18n, it.on, today)));
        all.extend(old().then(|| t_string!(i18n, competency.look_again).to_owned()));
        all.extend(missing.get().map(|it| gap_words(i18n, it)));
        all.join(", ")
    };
    let inside = move || match (chosen.get(), mark.get()) {
        (false, _) => "·".into_any(),
        (true, None) => "–".into_any(),
        (true, Some(it)) => view! {
            <Icon name=level_icon(it.level) />
            <span class="competency-map-age" data-old=move || old().then_some("yes")>
                {move || short_age(i18n, Age::of(it.on, today))}
            </span>
        }
        .into_any(),
    };
    let gap_sign = move || {
        missing.get().filter(|_| chosen.get()).map(|it| {
            view! { <span class="competency-mark-gap" data-from=it.from.to_string()></span> }
        })
    };
    Some(view! {
        <td class="competency-map-cell" title=words>
            <span class="visually-hidden">{words}</span>
            <span
                class="competency-map-mark"
                data-level=move || level_name(mark.get().map(|it| it.level))
                data-chosen=move || chosen.get().to_string()
                aria-hidden="true"
            >
                {inside}
                {gap_sign}
            </span>
        </td>
    })
}

/// "3 d", for a cell that is a finger wide.
fn short_age(i18n: I18nContext<Locale>, age: Age) -> String {
    match age {
        Age::Today => t_string!(i18n, competency.age_days, n = 0).to_string(),
        Age::Days(n) => t_string!(i18n, competency.age_days, n).to_string(),
        Age::Weeks(n) => t_string!(i18n, competency.age_weeks, n).to_string(),
        Age::Months(n) => t_string!(i18n, competency.age_months, count = n).to_string(),
    }
}
