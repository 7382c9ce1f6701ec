//! The page of a class's children.

use super::api;
use crate::{
    desk::ui::{StateChip, TitleRow},
    i18n::*,
    ui::{Column, Icon, Loaded, PrintButton, Table, on_day, picture},
};
use domain::{
    ids::ClassId,
    name::folded,
    school::class_list::{ClassList, ListedChild, ListedSurvey},
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn ChildrenPage(
    class: ClassId,
    /// The first steps, while there are any left.
    #[prop(into)]
    first_steps: ViewFn,
) -> impl IntoView {
    let list = Resource::new(|| (), move |()| api::list_children(class));
    view! {
        <Loaded read=list let:list>
            <ChildrenList list first_steps=first_steps.clone() />
        </Loaded>
    }
    .into_any()
}

#[component]
fn ChildrenList(list: ClassList, first_steps: ViewFn) -> impl IntoView {
    let i18n = use_i18n();
    let n = list.children.len();
    let title = move || t_string!(i18n, frame.children).to_owned();
    let class = list.title.clone();
    let count = move || {
        let n = t_string!(i18n, school.child_count, count = n).to_string();
        format!("{class} · {n}")
    };
    let surveyed = list.children.iter().filter(|it| is_done(it.survey));
    let (surveyed, aimless) = (
        surveyed.count(),
        list.children.iter().filter(|it| it.goals == 0).count(),
    );
    let states = move || {
        view! {
            <StateChip
                icon="check"
                tone="done"
                n=surveyed
                words=move || t_string!(i18n, frame.surveyed).to_owned()
            />
            <StateChip
                icon="leaf"
                n=aimless
                words=move || t_string!(i18n, frame.without_goals).to_owned()
            />
        }
    };
    let body = match n {
        0 => view! {
            <section class="ui-panel" data-state="empty">
                <h2 class="ui-panel-title">{move || t_string!(i18n, frame.no_children_title)}</h2>
                <p>{move || t_string!(i18n, desk.no_children)}</p>
            </section>
        }
        .into_any(),
        _ => view! { <ChildrenTable children=list.children /> }.into_any(),
    };
    view! {
        <Title text=title />
        <TitleRow title line=count states more=|| view! { <PrintButton /> } />
        {first_steps.run()}
        {body}
    }
    .into_any()
}

#[component]
fn ChildrenTable(children: Vec<ListedChild>) -> impl IntoView {
    let i18n = use_i18n();
    let columns = vec![
        Column::new(
            "child",
            move || t_string!(i18n, desk.child),
            |it: &ListedChild| {
                view! {
                    <a class="plan-child" href=format!("/desk/child/{}", it.child)>
                        <img class="desk-face" src=picture(&it.picture) alt="" />
                        {it.name.clone()}
                    </a>
                }
            },
        )
        .sort_by(|it| folded(&it.name))
        .text(|it| it.name.clone()),
        Column::new(
            "grade",
            move || t_string!(i18n, frame.grade),
            |it: &ListedChild| it.grade,
        )
        .sort_by(|it| it.grade)
        .number(),
        Column::new(
            "survey",
            move || t_string!(i18n, frame.survey),
            |it: &ListedChild| view! { <SurveyWords survey=it.survey /> },
        ),
        Column::new(
            "goals",
            move || t_string!(i18n, frame.goals),
            |it: &ListedChild| it.goals,
        )
        .sort_by(|it| it.goals)
        .number(),
        Column::new(
            "noted",
            move || t_string!(i18n, frame.last_note),
            move |it: &ListedChild| {
                let on = it.noted_on;
                move || on.map_or_else(|| "–".to_owned(), |on| on_day(i18n, on))
            },
        )
        .sort_by(|it| it.noted_on),
    ];
    view! {
        <Table
            caption=move || t_string!(i18n, frame.children)
            columns
            rows=children
            class="children-list"
            find=true
            csv="children.csv"
            in_address=true
            data=|it: &ListedChild| vec![("data-child", it.child.to_string())]
        />
    }
    .into_any()
}

fn is_done(survey: Option<ListedSurvey>) -> bool {
    survey.is_some_and(ListedSurvey::is_done)
}

/// How far a child is with the class's newest survey.
#[component]
fn SurveyWords(survey: Option<ListedSurvey>) -> impl IntoView {
    let i18n = use_i18n();
    match survey {
        None => "–".into_any(),
        Some(_) if is_done(survey) => view! {
            <Icon name="check" />
            {move || t_string!(i18n, desk.doing_done)}
        }
        .into_any(),
        Some(it) => {
            let (n, of) = (it.done, it.of);
            view! { {move || t_string!(i18n, frame.n_of, n, of).to_string()} }.into_any()
        }
    }
}
