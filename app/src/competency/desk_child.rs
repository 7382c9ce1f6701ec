//! A child's competencies at the desk: how far with each, where and when it was seen, and what is
//! missing from an earlier grade.

use super::{
    api,
    desk_dialog::{Asked, LevelDialog},
    words::{GapTag, LevelTag, age_words, grade_words, headings, seen_words},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Icon, Lost, PrintButton, Trouble, lang_of, on_day, picture},
};
use domain::{
    AppError, Lang,
    competency::{Age, ChildLevels, CompetencyLine, LevelEntry},
    ids::PersonId,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ChildLevelsPage(child: PersonId, acts: bool) -> impl IntoView {
    let again = RwSignal::new(0_usize);
    let page = Resource::new(move || again.get(), move |_| api::read_child(child));
    let asked = RwSignal::new(None::<Asked>);
    view! {
        <Transition>
            {move || page.get().map(|it| match it {
                Ok(page) => view! { <Whole page acts asked /> }.into_any(),
                Err(ApiError(AppError::NotFound)) => view! { <Lost /> }.into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Transition>
        <LevelDialog
            asked
            acts
            on_change=Callback::new(move |_| again.update(|it| *it += 1))
        />
    }
    .into_any()
}

#[component]
fn Whole(page: ChildLevels, acts: bool, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let gaps = Memo::new(move |_| query.read().get("show").as_deref() == Some("gaps"));
    let (child, class, grade) = (page.child.clone(), page.class, page.grade);
    let id = child.child;
    let heading = {
        let name = child.name.clone();
        move || t_string!(i18n, competency.of_child, name = name.clone()).to_string()
    };
    let (all, missing) = (
        page.lines.len(),
        page.lines.iter().filter(|it| it.gap.is_some()).count(),
    );
    let none = all == 0;
    let page = StoredValue::new(page);
    let body = move || {
        let gaps = gaps.get();
        page.with_value(|page| {
            let wanted = |it: &&CompetencyLine| !gaps || it.gap.is_some();
            let lines: Vec<_> = page.lines.iter().filter(wanted).cloned().collect();
            let competencies: Vec<_> = lines.iter().map(|it| it.competency.clone()).collect();
            let parts = headings(&competencies).into_iter().map(|(code, title)| {
                let own = |it: &&CompetencyLine| {
                    it.competency.heading.code == code && it.competency.heading.title == title
                };
                let lines: Vec<_> = lines.iter().filter(own).cloned().collect();
                view! { <Part title=title.clone() lines page=page.clone() acts asked /> }
            });
            parts.collect_view()
        })
    };
    view! {
        <Title text=heading.clone() />
        <div class="board-bar">
            <div class="desk-child-who board-title">
                <img class="desk-child-picture" src=picture(&child.picture) alt="" />
                <h1 class="ui-title">{heading}</h1>
            </div>
            <span class="ui-tag">{move || t_string!(i18n, desk.grade, grade)}</span>
            <a class="ui-button desk-noprint" href=format!("/desk/child/{id}")>
                <Icon name="people" />
                {move || t_string!(i18n, desk.profile)}
            </a>
            <a class="ui-button desk-noprint" href=format!("/desk/child/{id}/plan")>
                <Icon name="list" />
                {move || t_string!(i18n, competency.to_plan)}
            </a>
            <a class="ui-button desk-noprint" href=format!("/desk/class/{class}/competencies")>
                <Icon name="back" />
                {move || t_string!(i18n, competency.to_class)}
            </a>
            <PrintButton />
        </div>
        {none.then(|| view! { <NoCompetencies /> })}
        {(!none).then(|| view! {
            <nav class="plan-filters desk-noprint" aria-label=move || t_string!(i18n, competency.which)>
                <a
                    class="ui-switch-part"
                    href=format!("/desk/child/{id}/competencies")
                    aria-current=move || (!gaps.get()).then_some("true")
                >
                    {move || t_string!(i18n, competency.show_all, n = all).to_string()}
                </a>
                <a
                    class="ui-switch-part"
                    data-show="gaps"
                    href=format!("/desk/child/{id}/competencies?show=gaps")
                    aria-current=move || gaps.get().then_some("true")
                >
                    {move || t_string!(i18n, competency.gaps_only, n = missing).to_string()}
                </a>
            </nav>
        })}
        {body}
        {move || (gaps.get() && missing == 0).then(|| view! {
            <p class="desk-quiet">{t_string!(i18n, competency.none_here)}</p>
        })}
    }
    .into_any()
}

/// Nothing here yet, and how that changes.
#[component]
pub(super) fn NoCompetencies() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section class="ui-panel">
            <p>{move || t_string!(i18n, competency.none)}</p>
            <pre><code>"fledge import competencies PATH --dry-run"</code></pre>
        </section>
    }
    .into_any()
}

#[component]
fn Part(
    title: domain::Words,
    lines: Vec<CompetencyLine>,
    page: ChildLevels,
    acts: bool,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || title.get(lang_of(i18n.get_locale())).to_owned());
    let rows = lines
        .into_iter()
        .map(|line| view! { <Row line page=page.clone() acts asked /> })
        .collect_view();
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{title}</h2>
            <div class="ui-table-wrap" tabindex="0" role="group" aria-label=title>
                <table class="ui-table competency-table">
                    <thead>
                        <tr>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, competency.competency)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, competency.grade)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, competency.level)}</th>
                            <th class="ui-table-head" scope="col">{move || t_string!(i18n, competency.evidence)}</th>
                            <th class="ui-table-head desk-noprint" scope="col">
                                <span class="visually-hidden">{move || t_string!(i18n, competency.say_level)}</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Row(
    line: CompetencyLine,
    page: ChildLevels,
    acts: bool,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let CompetencyLine {
        competency,
        said,
        gap,
        goal,
    } = line;
    let (id, grades, active) = (competency.id, competency.grades, competency.active);
    let (code, statement) = (competency.code.clone(), competency.statement.clone());
    let child = page.child.child;
    let level = said.as_ref().and_then(|it| it.level);
    let words = {
        let competency = competency.clone();
        move || {
            let lang = lang_of(i18n.get_locale());
            let own = competency.child.get(lang)?;
            Some(view! { <p class="desk-quiet">"“" {own.to_owned()} "”"</p> })
        }
    };
    let ask = Asked {
        child,
        name: page.child.name.clone(),
        competency,
        today: page.today,
    };
    let can_aim = acts && active && goal.is_none();
    let tongue = match page.lang {
        Lang::En => "en",
        Lang::Es => "es",
    };
    let of_code = code.clone();
    view! {
        <tr class="ui-table-row" data-competency=id.to_string() data-code=of_code>
            <th class="ui-table-cell" scope="row">
                <p>
                    <span class="competency-code">{code.clone()}</span>
                    " "
                    {statement}
                </p>
                {words}
                {(!active).then(|| view! {
                    <span class="ui-tag">{move || t_string!(i18n, competency.retired)}</span>
                })}
            </th>
            <td class="ui-table-cell plan-nowrap">
                {move || grade_words(i18n, grades)}
                {gap.map(|gap| view! { <GapTag gap /> })}
            </td>
            <td class="ui-table-cell">
                <LevelTag level=Signal::derive(move || level) />
            </td>
            <td class="ui-table-cell">
                {said.map(|it| view! { <Evidence it today=page.today /> })}
            </td>
            <td class="ui-table-cell desk-noprint">
                <div class="competency-acts">
                    <button
                        type="button"
                        class="ui-button"
                        data-act="say-level"
                        on:click=move |_| asked.set(Some(ask.clone()))
                    >
                        <Icon name=if acts { "pencil" } else { "clock" } />
                        {move || match acts {
                            true => t_string!(i18n, competency.say_level),
                            false => t_string!(i18n, competency.history),
                        }}
                        <span class="visually-hidden">": " {code}</span>
                    </button>
                    {can_aim.then(|| view! {
                        <a
                            class="ui-button"
                            data-act="make-goal"
                            data-kind=gap.map(|_| "main")
                            href=format!("/desk/child/{child}/plan?aim={id}&in={tongue}")
                        >
                            <Icon name="plus" />
                            {move || t_string!(i18n, competency.make_goal)}
                        </a>
                    })}
                    {goal.map(|_| view! {
                        <a class="ui-tag" data-kind="good" href=format!("/desk/child/{child}/plan")>
                            <Icon name="check" />
                            {move || t_string!(i18n, competency.has_goal)}
                        </a>
                    })}
                </div>
            </td>
        </tr>
    }
    .into_any()
}

#[component]
fn Evidence(it: LevelEntry, today: chrono::NaiveDate) -> impl IntoView {
    let i18n = use_i18n();
    let (on, seen, note, who) = (it.on, it.seen, it.note, it.who);
    let old = Age::of(on, today).is_old();
    view! {
        {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
        <p class="desk-quiet">
            {move || seen_words(i18n, seen)}
            " · "
            {move || on_day(i18n, on)}
            " · "
            <span data-age="">{move || age_words(i18n, on, today)}</span>
            " · "
            {who}
        </p>
        {old.then(|| view! {
            <span class="ui-tag" data-kind="child">
                <Icon name="clock" />
                {move || t_string!(i18n, competency.look_again)}
            </span>
        })}
    }
    .into_any()
}
