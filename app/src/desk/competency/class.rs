//! The class's table: children by competencies, fast to fill by keyboard.

use super::{
    address::{map_address, table_address},
    api,
    cell::Cells,
    dialog::{LevelDialog, LevelQuestion},
    map::LevelMap,
    no_competencies::NoCompetencies,
    seen_pick::SeenPick,
    words::{gap_words, grade_words},
};
use crate::{
    desk::ui::TitleRow,
    i18n::*,
    ui::{
        Banner, Button, ButtonLink, Icon, Loaded, PrintButton, SegmentLink, Segmented,
        error_message, lang_of, level_icon, level_name, level_words, picture,
    },
};
use domain::{
    competency::{
        ALL_HEADINGS, CellIndex, CellState, ClassLevels, Competency, Gap, Heading, Level,
        LevelCell, LevelSort, MapView, TableKey, gap, headings,
    },
    ids::ClassId,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast as _;

#[component]
pub fn ClassLevelsPage(class: ClassId, can_edit: bool) -> impl IntoView {
    let page = Resource::new(|| (), move |()| api::read_class(class));
    view! {
        <Loaded read=page let:page>
            <ClassLevelsContent class page can_edit />
        </Loaded>
    }
    .into_any()
}

/// What stands in the address.
#[derive(Clone, Copy)]
struct TableView {
    class: ClassId,
    heading: Memo<String>,
    sort: Memo<LevelSort>,
}

#[component]
fn ClassLevelsContent(class: ClassId, page: ClassLevels, can_edit: bool) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let all = headings(&page.competencies);
    let map = Memo::new(move |_| MapView::parse(|key| query.read().get(key)));
    let none = page.competencies.is_empty();
    let title = page.title.clone();
    let cells = Cells::new(&page);
    let page = StoredValue::new(page);
    let heading = Memo::new(move |_| {
        let wanted = query.read().get("domain");
        page.with_value(|it| it.heading(wanted.as_deref()))
    });
    let sort = Memo::new(move |_| LevelSort::parse(query.read().get("sort").as_deref()));
    let shown = TableView {
        class,
        heading,
        sort,
    };
    let asked = RwSignal::new(None::<LevelQuestion>);
    let heading_words =
        move || t_string!(i18n, competency.of_class, class = title.clone()).to_string();
    let on_change = Callback::new(move |(child, competency, mark)| {
        if let Some(cell) = cells.find(child, competency) {
            cell.update(|it| it.replace(mark));
        }
    });
    let is_map = Memo::new(move |_| map.with(Option::is_some));
    let table = move || match none {
        true => view! { <NoCompetencies /> }.into_any(),
        false if is_map.get() => view! {
            <Headings shown all=all.clone() map />
            <LevelMap class page heading map cells />
            <Key page heading />
        }
        .into_any(),
        false => view! {
            <Headings shown all=all.clone() map />
            {can_edit.then(|| view! { <EvidenceSelect cells /> })}
            <Failures cells />
            {move || {
                view! {
                    <LevelsTable
                        shown
                        page
                        cells
                        can_edit
                        asked
                        columns=page.with_value(|it| it.columns(&heading.get()))
                    />
                }
            }}
            <Key page heading />
        }
        .into_any(),
    };
    view! {
        <Title text=heading_words.clone() />
        <TitleRow
            title=heading_words
            acts=move || {
                view! {
                    <LevelsViews shown map />
                    <ButtonLink href="/desk/scores" act="scores" class="desk-noprint">
                        <Icon name="chart" />
                        {move || t_string!(i18n, assessment.scores)}
                    </ButtonLink>
                }
            }
            more=|| view! { <PrintButton /> }
        />
        {table}
        <LevelDialog asked can_edit on_change />
    }
    .into_any()
}

#[component]
fn Headings(shown: TableView, all: Vec<Heading>, map: Memo<Option<MapView>>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |code: String, words: Option<domain::Words>| {
        let (to, own) = (code.clone(), code.clone());
        view! {
            <SegmentLink
                href=move || match map.get() {
                    Some(map) => map_address(shown.class, &to, map),
                    None => table_address(shown.class, &to, &shown.sort.get()),
                }
                attr:data-domain=code
                is_chosen=move || shown.heading.get() == own
            >
                {move || match &words {
                    Some(words) => words.get(lang_of(i18n.get_locale())).to_owned(),
                    None => t_string!(i18n, competency.all_headings).to_owned(),
                }}
            </SegmentLink>
        }
    };
    let several = all.len() > 1;
    let mut links: Vec<_> = all
        .into_iter()
        .map(|it| one(it.code, Some(it.title)))
        .collect();
    if several {
        links.push(one(ALL_HEADINGS.to_owned(), None));
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
fn LevelsViews(shown: TableView, map: Memo<Option<MapView>>) -> impl IntoView {
    let i18n = use_i18n();
    let here = move |wanted: bool| move || map.with(Option::is_some) == wanted;
    view! {
        <Segmented
            label=Signal::derive(move || t_string!(i18n, plan.face).to_owned())
            class="desk-noprint"
        >
            <SegmentLink
                href=move || table_address(shown.class, &shown.heading.get(), &shown.sort.get())
                attr:data-face="table"
                is_chosen=here(false)
            >
                <Icon name="list" />
                {move || t_string!(i18n, plan.face_table)}
            </SegmentLink>
            <SegmentLink
                href=move || map_address(shown.class, &shown.heading.get(), MapView::default())
                attr:data-face="map"
                is_chosen=here(true)
            >
                <Icon name="grid" />
                {move || t_string!(i18n, competency.map)}
            </SegmentLink>
        </Segmented>
    }
    .into_any()
}

/// What goes with everything that is said by a key.
#[component]
fn EvidenceSelect(cells: Cells) -> impl IntoView {
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
    let one = move |at: CellIndex| {
        let words = move || {
            let (name, code) = (cells.child(at.0)?.name, cells.competency(at.1)?.code);
            let (_, error) = cells.cell(at)?.with(|it| it.failure().cloned())?;
            let why = error_message(i18n, &error);
            Some(t_string!(i18n, competency.not_kept, name, code, why).to_string())
        };
        let again = move |()| {
            let failed = cells
                .cell(at)
                .and_then(|it| it.with_untracked(|it| it.failure().cloned()));
            if let Some((change, _)) = failed {
                cells.want(at, change);
            }
        };
        let leave = move |()| {
            if let Some(cell) = cells.cell(at) {
                cell.update(LevelCell::forget_failure);
            }
            cells.failed.update(|all| all.retain(|it| *it != at));
        };
        view! {
            <Banner kind="wrong" icon="alert">
                <p>{words}</p>
                <div class="competency-acts">
                    <Button act="again" on_click=again>
                        <Icon name="refresh" />
                        {move || t_string!(i18n, competency.again)}
                    </Button>
                    <Button act="leave-it" on_click=leave>
                        <Icon name="undo" />
                        {move || t_string!(i18n, competency.leave)}
                    </Button>
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
fn LevelsTable(
    shown: TableView,
    page: StoredValue<ClassLevels>,
    cells: Cells,
    can_edit: bool,
    asked: RwSignal<Option<LevelQuestion>>,
    columns: Vec<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = Memo::new(move |_| page.with_value(|page| page.sorted_rows(&shown.sort.get())));
    let wide = columns.len() > 8;
    let sort_link = move |by: LevelSort, words: Signal<String>| {
        let (own, to) = (by.clone(), by);
        view! {
            <a
                class="plan-sort"
                href=move || table_address(shown.class, &shown.heading.get(), &to)
                aria-current=move || (shown.sort.get() == own).then_some("true")
            >
                {words}
                <span class="plan-sort-sign" aria-hidden="true">
                    "↓"
                </span>
            </a>
        }
    };
    let sorted = move |by: LevelSort| move || (shown.sort.get() == by).then_some("ascending");
    let heads = columns.iter().filter_map(|at| cells.competency(*at)).map(|it| {
        let by = LevelSort::Level(it.code.clone());
        let (code, statement) = (it.code.clone(), it.statement.clone());
        let (title, is_sorted) = (statement.clone(), sorted(by.clone()));
        view! {
            <th class="ui-table-head competency-head" scope="col" title=title aria-sort=is_sorted>
                {sort_link(by, Signal::derive(move || code.clone()))}
                <span class=if wide {
                    "visually-hidden"
                } else {
                    "competency-head-words"
                }>{statement}</span>
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
        let size = (rows.with_untracked(Vec::len), columns.with_value(Vec::len));
        match TableKey::of(&event.key(), (row, column), size) {
            Some(TableKey::Go(to)) => {
                event.prevent_default();
                focus(to);
            }
            Some(TableKey::Say(change)) => {
                let row = rows.with_untracked(|it| it.get(row).copied());
                let column = columns.with_value(|it| it.get(column).copied());
                if let (true, Some(row), Some(column)) = (can_edit, row, column) {
                    event.prevent_default();
                    cells.want((row, column), change);
                }
            }
            None => {}
        }
    };
    view! {
        <div
            class="ui-table-wrap"
            role="group"
            aria-label=move || t_string!(i18n, competency.competencies)
        >
            <table class="ui-table competency-grid" data-wide=wide.then_some("yes") on:keydown=keys>
                <thead>
                    <tr>
                        <th class="ui-table-head" scope="col" aria-sort=sorted(LevelSort::Name)>
                            {sort_link(
                                LevelSort::Name,
                                Signal::derive(move || t_string!(i18n, desk.child).to_owned()),
                            )}
                        </th>
                        <th class="ui-table-head" scope="col" aria-sort=sorted(LevelSort::Grade)>
                            {sort_link(
                                LevelSort::Grade,
                                Signal::derive(move || t_string!(i18n, competency.grade).to_owned()),
                            )}
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        let all = rows.get().into_iter().enumerate();
                        all.map(|(place, row)| {
                                view! { <ChildRow place row page cells columns here asked wide /> }
                            })
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
fn ChildRow(
    place: usize,
    row: usize,
    page: StoredValue<ClassLevels>,
    cells: Cells,
    columns: StoredValue<Vec<usize>>,
    here: RwSignal<(usize, usize)>,
    asked: RwSignal<Option<LevelQuestion>>,
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
    at: CellIndex,
    place: (usize, usize),
    name: String,
    child: domain::ids::PersonId,
    competency: Competency,
    grade: u8,
    cells: Cells,
    here: RwSignal<(usize, usize)>,
    asked: RwSignal<Option<LevelQuestion>>,
    wide: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let cell = cells.cell(at);
    let level = Memo::new(move |_| cell.and_then(|it| it.with(LevelCell::level)));
    let state = move || match cell?.with(LevelCell::state) {
        CellState::Saving => Some("saving"),
        CellState::Failed => Some("failed"),
        CellState::Resting => None,
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
    let ask = LevelQuestion {
        child,
        name,
        competency,
        stands: None,
        today: cells.today,
    };
    let ask = move || LevelQuestion {
        stands: level.get_untracked(),
        ..ask.clone()
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
                on:click=move |_| asked.set(Some(ask()))
            >
                {sign}
                <span
                    class="competency-mark-word"
                    data-wide=wide.then_some("yes")
                    aria-hidden="true"
                >
                    {move || level.get().map(|it| level_words(i18n, Some(it)))}
                </span>
                {move || {
                    missing
                        .get()
                        .map(|gap: Gap| {
                            view! {
                                <span
                                    class="competency-mark-gap"
                                    aria-hidden="true"
                                    data-from=gap.from.to_string()
                                ></span>
                            }
                        })
                }}
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
        page.with_value(|page| {
            let all = page.columns(&heading.get()).into_iter();
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
