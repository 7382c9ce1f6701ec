//! The class's table: children by competencies, fast to fill by keyboard.

use super::{
    api,
    desk_child::NoCompetencies,
    desk_dialog::{Asked, LevelDialog, SeenPick},
    desk_map::LevelMap,
    desk_map_order::MapView,
    desk_mark::{At, Cells, Wanted},
    desk_order::{Sort, address},
    words::{gap_words, grade_words, headings, level_icon, level_name, level_words},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, PrintButton, Trouble, lang_of, picture, told},
};
use domain::{
    competency::{ClassLevels, Competency, Gap, Level, gap},
    ids::ClassId,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast as _;

#[component]
pub fn ClassLevelsPage(class: ClassId, acts: bool) -> impl IntoView {
    let page = Resource::new(|| (), move |()| api::read_class(class));
    view! {
        <Suspense>
            {move || page.get().map(|it| match it {
                Ok(page) => view! { <Whole class page acts /> }.into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
    }
    .into_any()
}

/// What stands in the address.
#[derive(Clone, Copy)]
struct Shown {
    class: ClassId,
    heading: Memo<String>,
    sort: Memo<Sort>,
}

#[component]
fn Whole(class: ClassId, page: ClassLevels, acts: bool) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let all = headings(&page.competencies);
    let first = all.first().map(|it| it.0.clone()).unwrap_or_default();
    let known: Vec<String> = all.iter().map(|it| it.0.clone()).collect();
    let map = Memo::new(move |_| MapView::parse(|key| query.read().get(key)));
    let heading = Memo::new(move |_| match query.read().get("domain") {
        Some(code) if code == "all" || known.contains(&code) => code,
        _ => first.clone(),
    });
    let sort = Memo::new(move |_| Sort::parse(query.read().get("sort")));
    let shown = Shown {
        class,
        heading,
        sort,
    };
    let cells = Cells::new(&page);
    let none = page.competencies.is_empty();
    let title = page.title.clone();
    let page = StoredValue::new(page);
    let asked = RwSignal::new(None::<Asked>);
    let heading_words =
        move || t_string!(i18n, competency.of_class, class = title.clone()).to_string();
    let on_change = Callback::new(move |(child, competency, mark)| {
        if let Some(cell) = cells.find(child, competency) {
            cell.update(|it| it.kept = mark);
        }
    });
    let is_map = Memo::new(move |_| map.with(Option::is_some));
    let table = move || {
        match none {
        true => view! { <NoCompetencies /> }.into_any(),
        false if is_map.get() => view! {
            <Headings shown all=all.clone() map />
            <LevelMap class page heading map cells />
            <Key page heading />
        }
        .into_any(),
        false => view! {
            <Headings shown all=all.clone() map />
            {acts.then(|| view! { <Evidence cells /> })}
            <Failures cells />
            {move || view! { <Table shown page cells acts asked columns=columns(page, &heading.get()) /> }}
            <Key page heading />
        }
        .into_any(),
    }
    };
    view! {
        <Title text=heading_words.clone() />
        <div class="board-bar">
            <h1 class="board-title">{heading_words}</h1>
            <Faces shown map />
            <PrintButton />
        </div>
        {table}
        <LevelDialog asked acts on_change />
    }
    .into_any()
}

/// The competencies of a heading: indexes into the page's.
pub(super) fn columns(page: StoredValue<ClassLevels>, heading: &str) -> Vec<usize> {
    page.with_value(|page| {
        let all = page.competencies.iter().enumerate();
        let own = all.filter(|(_, it)| heading == "all" || it.heading.code == heading);
        own.map(|(n, _)| n).collect()
    })
}

#[component]
fn Headings(
    shown: Shown,
    all: Vec<(String, domain::Words)>,
    map: Memo<Option<MapView>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |code: String, words: Option<domain::Words>| {
        let (to, own) = (code.clone(), code.clone());
        view! {
            <a
                class="ui-switch-part"
                href=move || match map.get() {
                    Some(map) => map.address(shown.class, &to),
                    None => address(shown.class, &to, &shown.sort.get()),
                }
                data-domain=code
                aria-current=move || (shown.heading.get() == own).then_some("true")
            >
                {move || match &words {
                    Some(words) => words.get(lang_of(i18n.get_locale())).to_owned(),
                    None => t_string!(i18n, competency.all_headings).to_owned(),
                }}
            </a>
        }
    };
    let several = all.len() > 1;
    let mut links: Vec<_> = all
        .into_iter()
        .map(|(code, words)| one(code, Some(words)))
        .collect();
    if several {
        links.push(one("all".to_owned(), None));
    }
    view! {
        <nav class="plan-filters desk-noprint" aria-label=move || t_string!(i18n, competency.which)>
            {links}
        </nav>
    }
    .into_any()
}

/// A table to fill, or a map to read.
#[component]
fn Faces(shown: Shown, map: Memo<Option<MapView>>) -> impl IntoView {
    let i18n = use_i18n();
    let here = move |wanted: bool| move || (map.with(Option::is_some) == wanted).then_some("true");
    view! {
        <div class="ui-switch desk-noprint" role="group" aria-label=move || t_string!(i18n, plans.face)>
            <a
                class="ui-switch-part"
                href=move || address(shown.class, &shown.heading.get(), &shown.sort.get())
                data-face="table"
                aria-current=here(false)
            >
                <Icon name="list" />
                {move || t_string!(i18n, plans.face_table)}
            </a>
            <a
                class="ui-switch-part"
                href=move || MapView::default().address(shown.class, &shown.heading.get())
                data-face="map"
                aria-current=here(true)
            >
                <Icon name="grid" />
                {move || t_string!(i18n, view.map)}
            </a>
        </div>
    }
    .into_any()
}

/// What goes with everything that is said by a key.
#[component]
fn Evidence(cells: Cells) -> impl IntoView {
    let i18n = use_i18n();
    let label = Signal::derive(move || t_string!(i18n, competency.now_seen));
    view! {
        <div class="competency-now desk-noprint">
            <SeenPick seen=cells.seen id="field-now-seen" label />
            <label class="ui-field">
                <span class="ui-field-label">{move || t_string!(i18n, competency.now_note)}</span>
                <input
                    class="ui-field-input"
                    name="now-note"
                    autocomplete="off"
                    maxlength="300"
                    prop:value=cells.note
                    on:input=move |event| cells.note.set(event_target_value(&event))
                />
            </label>
            <p class="desk-quiet competency-keys">{move || t_string!(i18n, competency.keys)}</p>
        </div>
    }
    .into_any()
}

/// What the school did not keep, and why; nothing is lost before somebody decides.
#[component]
fn Failures(cells: Cells) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |at: At| {
        let words = move || {
            let (name, code) = (cells.child(at.0)?.name, cells.competency(at.1)?.code);
            let (_, error) = cells.cell(at)?.get().failed?;
            let why = told(i18n, &error);
            Some(t_string!(i18n, competency.not_kept, name, code, why).to_string())
        };
        let again = move |_| {
            let failed = cells.cell(at).and_then(|it| it.get_untracked().failed);
            if let Some((wanted, _)) = failed {
                cells.want(at, wanted);
            }
        };
        let leave = move |_| {
            if let Some(cell) = cells.cell(at) {
                cell.update(|it| it.failed = None);
            }
            cells.failed.update(|all| all.retain(|it| *it != at));
        };
        view! {
            <Banner kind="wrong" icon="alert">
                <p>{words}</p>
                <div class="competency-acts">
                    <button type="button" class="ui-button" data-act="again" on:click=again>
                        <Icon name="refresh" />
                        {move || t_string!(i18n, competency.again)}
                    </button>
                    <button type="button" class="ui-button" data-act="leave-it" on:click=leave>
                        <Icon name="undo" />
                        {move || t_string!(i18n, competency.leave)}
                    </button>
                </div>
            </Banner>
        }
    };
    view! {
        <div role="status">
            <For each=move || cells.failed.get() key=|it| *it let:at>
                {one(at)}
            </For>
        </div>
    }
    .into_any()
}

#[component]
fn Table(
    shown: Shown,
    page: StoredValue<ClassLevels>,
    cells: Cells,
    acts: bool,
    asked: RwSignal<Option<Asked>>,
    columns: Vec<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = Memo::new(move |_| page.with_value(|page| shown.sort.get().order(page)));
    let wide = columns.len() > 8;
    let sort_link = move |by: Sort, words: Signal<String>| {
        let (own, to) = (by.clone(), by);
        view! {
            <a
                class="plan-sort"
                href=move || address(shown.class, &shown.heading.get(), &to)
                aria-current=move || (shown.sort.get() == own).then_some("true")
            >
                {words}
                <span class="plan-sort-sign" aria-hidden="true">"↓"</span>
            </a>
        }
    };
    let sorted = move |by: Sort| move || (shown.sort.get() == by).then_some("ascending");
    let heads = columns.iter().filter_map(|at| cells.competency(*at)).map(|it| {
        let by = Sort::Level(it.code.clone());
        let (code, statement) = (it.code.clone(), it.statement.clone());
        let (title, is_sorted) = (statement.clone(), sorted(by.clone()));
        view! {
            <th class="ui-table-head competency-head" scope="col" title=title aria-sort=is_sorted>
                {sort_link(by, Signal::derive(move || code.clone()))}
                <span class=if wide { "visually-hidden" } else { "competency-head-words" }>{statement}</span>
            </th>
        }
    });
    let heads = heads.collect_view();
    let columns = StoredValue::new(columns);
    // One cell is in the way of Tab; the arrow keys go to the others.
    let here = RwSignal::new((0_usize, 0_usize));
    let keys = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let (row, column) = here.get_untracked();
        let most = (
            rows.with_untracked(Vec::len).saturating_sub(1),
            columns.with_value(Vec::len).saturating_sub(1),
        );
        let to = match event.key().as_str() {
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowDown" => ((row + 1).min(most.0), column),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "ArrowRight" => (row, (column + 1).min(most.1)),
            "Home" => (row, 0),
            "End" => (row, most.1),
            key => {
                let wanted = match key {
                    "1" => Wanted::Level(Level::NotYet),
                    "2" => Wanted::Level(Level::Learning),
                    "3" => Wanted::Level(Level::GotIt),
                    "0" | "Backspace" | "Delete" => Wanted::Undone,
                    _ => return,
                };
                let at = rows.with_untracked(|it| it.get(row).copied());
                let column = columns.with_value(|it| it.get(column).copied());
                if let (true, Some(row), Some(column)) = (acts, at, column) {
                    event.prevent_default();
                    cells.want((row, column), wanted);
                }
                return;
            }
        };
        event.prevent_default();
        focus(to);
    };
    view! {
        <div class="ui-table-wrap" role="group" aria-label=move || t_string!(i18n, competency.competencies)>
            <table class="ui-table competency-grid" data-wide=wide.then_some("yes") on:keydown=keys>
                <thead>
                    <tr>
                        <th class="ui-table-head" scope="col" aria-sort=sorted(Sort::Name)>
                            {sort_link(Sort::Name, Signal::derive(move || t_string!(i18n, desk.child).to_owned()))}
                        </th>
                        <th class="ui-table-head" scope="col" aria-sort=sorted(Sort::Grade)>
                            {sort_link(Sort::Grade, Signal::derive(move || t_string!(i18n, competency.grade).to_owned()))}
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        let all = rows.get().into_iter().enumerate();
                        all.map(|(place, row)| view! { <Row place row page cells columns here asked wide /> })
                            .collect_view()
                    }}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Puts the cursor into a cell by its place in the table.
fn focus((row, column): (usize, usize)) {
    let cell = format!("[data-place=\"{row}-{column}\"]");
    let found = web_sys::window()
        .and_then(|it| it.document())
        .and_then(|it| it.query_selector(&cell).ok().flatten());
    if let Some(cell) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = cell.focus();
    }
}

#[component]
fn Row(
    place: usize,
    row: usize,
    page: StoredValue<ClassLevels>,
    cells: Cells,
    columns: StoredValue<Vec<usize>>,
    here: RwSignal<(usize, usize)>,
    asked: RwSignal<Option<Asked>>,
    wide: bool,
) -> impl IntoView {
    let (child, grade) = page.with_value(|it| {
        let row = &it.rows[row];
        (row.child.clone(), row.grade)
    });
    let all = columns.get_value().into_iter().enumerate();
    let tds = all.filter_map(|(n, column)| {
        let competency = cells.competency(column)?;
        Some(view! {
            <MarkCell
                at=(row, column)
                place=(place, n)
                name=child.name.clone()
                child=child.child
                competency
                grade
                cells
                here
                asked
                wide
            />
        })
    });
    let tds = tds.collect_view();
    view! {
        <tr class="ui-table-row" data-child=child.child.to_string()>
            <th class="ui-table-cell" scope="row">
                <a class="plan-child" href=format!("/desk/child/{}/competencies", child.child)>
                    <img class="desk-face" src=picture(&child.picture) alt="" />
                    {child.name.clone()}
                </a>
            </th>
            <td class="ui-table-cell">{grade}</td>
            {tds}
        </tr>
    }
    .into_any()
}

#[component]
fn MarkCell(
    at: At,
    place: (usize, usize),
    name: String,
    child: domain::ids::PersonId,
    competency: Competency,
    grade: u8,
    cells: Cells,
    here: RwSignal<(usize, usize)>,
    asked: RwSignal<Option<Asked>>,
    wide: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let cell = cells.cell(at);
    let level = Memo::new(move |_| cell.and_then(|it| it.with(super::desk_mark::Cell::shown)));
    let state = move || {
        let cell = cell?.get();
        match (cell.wanted, cell.failed) {
            (Some(_), _) => Some("saving"),
            (_, Some(_)) => Some("failed"),
            _ => None,
        }
    };
    let missing = {
        let competency = competency.clone();
        Memo::new(move |_| gap(&competency, grade, level.get()))
    };
    let label = {
        let (name, code) = (name.clone(), competency.code.clone());
        move || {
            let level = level_words(i18n, level.get());
            let (name, code) = (name.clone(), code.clone());
            let words = t_string!(i18n, competency.cell, name, code, level).to_string();
            match missing.get() {
                Some(gap) => format!("{words}, {}", gap_words(i18n, gap)),
                None => words,
            }
        }
    };
    let ask = Asked {
        child,
        name,
        competency,
        today: cells.today,
    };
    let sign = move || {
        level.get().map_or_else(
            || view! { <span aria-hidden="true">"–"</span> }.into_any(),
            |it| view! { <Icon name=level_icon(it) /> }.into_any(),
        )
    };
    view! {
        <td class="ui-table-cell competency-cell" data-gap=move || missing.get().map(|_| "yes")>
            <button
                type="button"
                class="competency-mark"
                data-place=format!("{}-{}", place.0, place.1)
                data-level=move || level_name(level.get())
                data-state=state
                tabindex=move || if here.get() == place { "0" } else { "-1" }
                aria-label=label
                on:focus=move |_| here.set(place)
                on:click=move |_| asked.set(Some(ask.clone()))
            >
                {sign}
                <span class="competency-mark-word" data-wide=wide.then_some("yes") aria-hidden="true">
                    {move || level.get().map(|it| level_words(i18n, Some(it)))}
                </span>
                {move || missing.get().map(|gap: Gap| view! {
                    <span class="competency-mark-gap" aria-hidden="true" data-from=gap.from.to_string()></span>
                })}
            </button>
        </td>
    }
    .into_any()
}

/// What the codes and signs stand for, on the page and on paper.
#[component]
fn Key(page: StoredValue<ClassLevels>, heading: Memo<String>) -> impl IntoView {
    let i18n = use_i18n();
    let lines = move || {
        let all = columns(page, &heading.get()).into_iter();
        page.with_value(|page| {
            all.map(|at| {
                let it = &page.competencies[at];
                let grades = it.grades;
                view! {
                    <li>
                        <span class="competency-code">{it.code.clone()}</span>
                        " "
                        {it.statement.clone()}
                        <span class="desk-quiet">" · " {move || grade_words(i18n, grades)}</span>
                    </li>
                }
            })
            .collect_view()
        })
    };
    let signs = Level::ALL.map(|it| {
        view! {
            <span class="competency-level" data-level=level_name(Some(it))>
                <Icon name=level_icon(it) />
                {move || level_words(i18n, Some(it))}
            </span>
        }
    });
    view! {
        <div class="competency-key">
            <p class="competency-acts">
                {signs.collect_view()}
                <span class="competency-level">"– " {move || level_words(i18n, None)}</span>
                <span class="competency-level">
                    <span class="competency-mark-gap" aria-hidden="true" data-from="1"></span>
                    {move || t_string!(i18n, competency.from_grade, n = 1).to_string()}
                </span>
            </p>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}
