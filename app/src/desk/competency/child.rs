//! A child's competencies at the desk: how far with each, where and when it was seen, and what is
//! missing from an earlier grade.

use super::{
    api,
    dialog::{LevelDialog, LevelQuestion},
    no_competencies::NoCompetencies,
    words::{GapTag, age_words, grade_words, seen_words},
};
use crate::{
    desk::ui::{ChildTurns, TitleRow},
    i18n::*,
    ui::{
        Button, ButtonKind, ButtonLink, Chip, Column, Icon, LevelTag, Loaded, PrintButton,
        SegmentLink, Table, lang_of, on_day, picture,
    },
};
use domain::{
    Lang,
    competency::{Age, ChildLevels, Competency, CompetencyRow, LevelEntry},
    ids::PersonId,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ChildLevelsPage(child: PersonId, can_edit: bool) -> impl IntoView {
    let again = RwSignal::new(0_usize);
    let page = Resource::new(move || again.get(), move |_| api::read_child(child));
    let asked = RwSignal::new(None::<LevelQuestion>);
    view! {
        <Loaded read=page let:page>
            <ChildLevelsContent page can_edit asked />
        </Loaded>
        <LevelDialog asked can_edit on_change=Callback::new(move |_| again.update(|it| *it += 1)) />
    }
    .into_any()
}

#[component]
fn ChildLevelsContent(
    page: ChildLevels,
    can_edit: bool,
    asked: RwSignal<Option<LevelQuestion>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let gaps = Memo::new(move |_| query.read().get("show").as_deref() == Some("gaps"));
    let (child, grade) = (page.child.clone(), page.grade);
    let id = child.child;
    let heading = {
        let name = child.name.clone();
        move || t_string!(i18n, competency.of_child, name = name.clone()).to_string()
    };
    let (all, missing) = (page.lines.len(), page.gap_count());
    let none = all == 0;
    let page = StoredValue::new(page);
    let body = move || {
        let gaps = gaps.get();
        page.with_value(|page| {
            let parts = page.parts(gaps).into_iter().map(|(heading, lines)| {
                view! { <Part title=heading.title lines page=page.clone() can_edit asked /> }
            });
            parts.collect_view()
        })
    };
    view! {
        <Title text=heading.clone() />
        <TitleRow
            title=heading
            lead=move || {
                view! { <img class="desk-child-picture" src=picture(&child.picture) alt="" /> }
            }
            line=move || t_string!(i18n, desk.grade, grade)
            acts=move || {
                view! {
                    <ButtonLink href=format!("/desk/child/{id}") class="desk-noprint">
                        <Icon name="people" />
                        {move || t_string!(i18n, desk.profile)}
                    </ButtonLink>
                    <ButtonLink href=format!("/desk/child/{id}/plan") class="desk-noprint">
                        <Icon name="list" />
                        {move || t_string!(i18n, competency.to_plan)}
                    </ButtonLink>
                    <ChildTurns />
                }
            }
            more=|| view! { <PrintButton /> }
        />
        {none.then(|| view! { <NoCompetencies /> })}
        {(!none)
            .then(|| {
                view! {
                    <nav
                        class="plan-filters desk-noprint"
                        aria-label=move || t_string!(i18n, competency.which)
                    >
                        <SegmentLink
                            href=format!("/desk/child/{id}/competencies")
                            is_chosen=move || !gaps.get()
                        >
                            {move || t_string!(i18n, competency.show_all, n = all).to_string()}
                        </SegmentLink>
                        <SegmentLink
                            attr:data-show="gaps"
                            href=format!("/desk/child/{id}/competencies?show=gaps")
                            is_chosen=move || gaps.get()
                        >
                            {move || t_string!(i18n, competency.gaps_only, n = missing).to_string()}
                        </SegmentLink>
                    </nav>
                }
            })}
        {body}
        {move || {
            (gaps.get() && missing == 0)
                .then(|| {
                    view! { <p class="desk-quiet">{t_string!(i18n, competency.none_here)}</p> }
                })
        }}
    }
    .into_any()
}

#[component]
fn Part(
    title: domain::Words,
    lines: Vec<CompetencyRow>,
    page: ChildLevels,
    can_edit: bool,
    asked: RwSignal<Option<LevelQuestion>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || title.get(lang_of(i18n.get_locale())).to_owned());
    let what = move |it: &CompetencyRow| view! { <Statement competency=it.competency.clone() /> };
    let grade = move |it: &CompetencyRow| {
        let (grades, gap) = (it.competency.grades, it.gap);
        view! {
            {move || grade_words(i18n, grades)}
            {gap.map(|gap| view! { <GapTag gap /> })}
        }
    };
    let level = |it: &CompetencyRow| {
        let level = it.said.as_ref().and_then(|it| it.level);
        view! { <LevelTag level=Signal::derive(move || level) /> }
    };
    let today = page.today;
    let evidence = move |it: &CompetencyRow| {
        it.said
            .clone()
            .map(|it| view! { <LevelEvidence it today /> })
    };
    let columns = vec![
        Column::new(
            "competency",
            move || t_string!(i18n, competency.competency),
            what,
        ),
        Column::new("grade", move || t_string!(i18n, competency.grade), grade).class("plan-nowrap"),
        Column::new("level", move || t_string!(i18n, competency.level), level),
        Column::new(
            "evidence",
            move || t_string!(i18n, competency.evidence),
            evidence,
        ),
        Column::new(
            "say",
            move || t_string!(i18n, competency.say_level),
            move |it: &CompetencyRow| {
                view! { <LineActs line=it.clone() page=page.clone() can_edit asked /> }
            },
        )
        .hidden()
        .class("desk-noprint"),
    ];
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{title}</h2>
            <Table
                csv="competencies.csv"
                caption=move || title.get()
                columns
                rows=lines
                class="competency-table"
                data=|it: &CompetencyRow| {
                    vec![
                        ("data-competency", it.competency.id.to_string()),
                        ("data-code", it.competency.code.clone()),
                    ]
                }
            />
        </section>
    }
    .into_any()
}

/// The competency in adults' words, and in the child's.
#[component]
fn Statement(competency: Competency) -> impl IntoView {
    let i18n = use_i18n();
    let Competency {
        code,
        statement,
        active,
        child,
        ..
    } = competency;
    let words = move || {
        let own = child.get(lang_of(i18n.get_locale()))?;
        Some(view! { <p class="desk-quiet">"“" {own.to_owned()} "”"</p> })
    };
    view! {
        <p>
            <span class="competency-code">{code}</span>
            " "
            {statement}
        </p>
        {words}
        {(!active).then(|| view! { <Chip>{move || t_string!(i18n, competency.retired)}</Chip> })}
    }
    .into_any()
}

#[component]
fn LineActs(
    line: CompetencyRow,
    page: ChildLevels,
    can_edit: bool,
    asked: RwSignal<Option<LevelQuestion>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let CompetencyRow {
        competency,
        gap,
        goal,
        said,
    } = line;
    let (id, active, code) = (competency.id, competency.active, competency.code.clone());
    let child = page.child.child;
    let ask = LevelQuestion {
        child,
        name: page.child.name,
        competency,
        stands: said.and_then(|it| it.level),
        today: page.today,
    };
    let can_aim = can_edit && active && goal.is_none();
    let tongue = match page.lang {
        Lang::En => "en",
        Lang::Es => "es",
    };
    view! {
        <div class="competency-acts">
            <Button act="say-level" on_click=move |()| asked.set(Some(ask.clone()))>
                <Icon name=if can_edit { "pencil" } else { "clock" } />
                {move || match can_edit {
                    true => t_string!(i18n, competency.say_level),
                    false => t_string!(i18n, competency.history),
                }}
                <span class="visually-hidden">": " {code}</span>
            </Button>
            {can_aim
                .then(|| {
                    view! {
                        <ButtonLink
                            act="make-goal"
                            kind=ButtonKind::main_if(gap.is_some())
                            href=format!("/desk/child/{child}/plan?aim={id}&in={tongue}")
                        >
                            <Icon name="plus" />
                            {move || t_string!(i18n, competency.make_goal)}
                        </ButtonLink>
                    }
                })}
            {goal
                .map(|_| {
                    view! {
                        <a class="ui-tag" data-kind="good" href=format!("/desk/child/{child}/plan")>
                            <Icon name="check" />
                            {move || t_string!(i18n, competency.has_goal)}
                        </a>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
fn LevelEvidence(it: LevelEntry, today: chrono::NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let (on, seen, note, who) = (it.on, it.seen, it.note, it.who);
    let old = Age::of(on, today).is_old();
    view! {
        {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
        <p class="desk-quiet">
            {move || seen_words(i18n, seen)} " · " {move || on_day(i18n, on)} " · "
            <span data-age="">{move || age_words(i18n, on, today)}</span> " · " {who}
        </p>
        {old
            .then(|| {
                view! {
                    <Chip kind="child">
                        <Icon name="clock" />
                        {move || t_string!(i18n, competency.look_again)}
                    </Chip>
                }
            })}
    }
    .into_any()
}
