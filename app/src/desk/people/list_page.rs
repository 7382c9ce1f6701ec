//! The children of the school in one list.

use super::{
    add::AddChildDialog,
    api,
    words::{class_words, grade_words, lang_words, state_words},
};
use crate::{
    desk::ui::TitleRow,
    i18n::*,
    ui::{
        Banner, Button, ButtonKind, Chip, Column, Icon, Loaded, SegmentLink, Segmented, Table,
        picture,
    },
};
use domain::{
    name::folded,
    people::{ChildState, SchoolChild, SchoolChildren},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// Of the address: which children are shown.
const SHOW: &str = "show";

/// Which children are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Here,
    Archived,
}

impl Show {
    fn parse(text: Option<String>) -> Self {
        match text.as_deref() {
            Some("archived") => Self::Archived,
            _ => Self::Here,
        }
    }

    fn has(self, child: &SchoolChild) -> bool {
        let is_here = matches!(child.state(), ChildState::Active | ChildState::Waiting);
        is_here == (self == Self::Here)
    }
}

#[component]
pub fn PeoplePage() -> impl IntoView {
    let i18n = use_i18n();
    let title = move || t_string!(i18n, people.people);
    let again = RwSignal::new(0_usize);
    let all = Resource::new(move || again.get(), |_| api::list_children());
    let adding = RwSignal::new(false);
    let added = RwSignal::new(None::<String>);
    let on_added = Callback::new(move |name| {
        adding.set(false);
        added.set(Some(name));
        again.update(|it| *it += 1);
    });
    view! {
        <Title text=title />
        <TitleRow
            title=move || title().to_owned()
            line=move || t_string!(i18n, people.intro)
            primary=move || {
                view! {
                    <Button
                        kind=ButtonKind::Main
                        act="add-child"
                        on_click=move |()| adding.set(true)
                    >
                        <Icon name="plus" />
                        {move || t_string!(i18n, people.add)}
                    </Button>
                }
            }
        />
        {move || {
            added
                .get()
                .map(|name| {
                    let words = move || {
                        t_string!(i18n, people.added, name = name.clone()).to_string()
                    };
                    view! {
                        <Banner kind="good" icon="check">
                            {words}
                        </Banner>
                    }
                })
        }}
        <Loaded read=all let:all>
            <AddChildDialog open=adding classes=all.classes.clone() on_added />
            <PeopleList all />
        </Loaded>
    }
    .into_any()
}

#[component]
fn PeopleList(all: SchoolChildren) -> impl IntoView {
    let i18n = use_i18n();
    let query = use_query_map();
    let show = Memo::new(move |_| Show::parse(query.read().get(SHOW)));
    let count = |which: Show| all.children.iter().filter(|it| which.has(it)).count();
    let (here, archived) = (count(Show::Here), count(Show::Archived));
    let address = move |which: Show| {
        let mut query = query.get();
        query.remove(SHOW);
        if which == Show::Archived {
            query.insert(SHOW, "archived".to_owned());
        }
        format!("/desk/school/people{}", query.to_query_string())
    };
    let children = StoredValue::new(all.children);
    let table = move || {
        let show = show.get();
        let rows = children.with_value(|all| {
            let rows = all.iter().filter(|it| show.has(it));
            rows.cloned().collect::<Vec<_>>()
        });
        view! { <PeopleTable rows /> }
    };
    view! {
        <Segmented label=Signal::derive(move || t_string!(i18n, people.which).to_owned())>
            <SegmentLink
                href=Signal::derive(move || address(Show::Here))
                is_chosen=Signal::derive(move || show.get() == Show::Here)
                attr:data-show="here"
            >
                {move || t_string!(i18n, people.here, n = here).to_string()}
            </SegmentLink>
            <SegmentLink
                href=Signal::derive(move || address(Show::Archived))
                is_chosen=Signal::derive(move || show.get() == Show::Archived)
                attr:data-show="archived"
            >
                {move || t_string!(i18n, people.archived_n, n = archived).to_string()}
            </SegmentLink>
        </Segmented>
        {table}
    }
    .into_any()
}

#[component]
fn PeopleTable(rows: Vec<SchoolChild>) -> impl IntoView {
    let i18n = use_i18n();
    let name = |it: &SchoolChild| {
        view! {
            <a class="people-name" href=format!("/desk/school/people/{}", it.child)>
                <img class="desk-face" src=picture(&it.picture) alt="" width="28" height="28" />
                {it.listed_name()}
            </a>
        }
    };
    let grade = move |it: &SchoolChild| {
        let grade = it.grade;
        move || grade_words(i18n, grade)
    };
    let classes = move |it: &SchoolChild| {
        let child = it.clone();
        move || class_words(i18n, &child)
    };
    let lang = move |it: &SchoolChild| {
        let lang = it.lang;
        move || lang_words(i18n, lang)
    };
    let state = move |it: &SchoolChild| {
        let state = it.state();
        view! { <Chip>{move || state_words(i18n, state)}</Chip> }
    };
    let by_name = |it: &SchoolChild| (folded(&it.family), folded(&it.given), it.child);
    let by_class = |it: &SchoolChild| it.seats.first().map(|it| folded(&it.title));
    let columns = vec![
        Column::new("name", move || t_string!(i18n, people.name), name)
            .sort_by(by_name)
            .text(|it: &SchoolChild| it.listed_name()),
        Column::new("grade", move || t_string!(i18n, people.grade), grade)
            .sort_by(|it: &SchoolChild| it.grade),
        Column::new("class", move || t_string!(i18n, people.class), classes)
            .sort_by(by_class)
            .text(move |it: &SchoolChild| class_words(i18n, it)),
        Column::new("lang", move || t_string!(i18n, people.home_language), lang)
            .sort_by(|it: &SchoolChild| it.lang.code()),
        Column::new(
            "id",
            move || t_string!(i18n, people.student_id),
            |it: &SchoolChild| it.identifier.clone(),
        )
        .sort_by(|it: &SchoolChild| it.identifier.clone())
        .text(|it: &SchoolChild| it.identifier.clone().unwrap_or_default()),
        Column::new("state", move || t_string!(i18n, people.state), state)
            .sort_by(SchoolChild::state),
    ];
    view! {
        <Table
            caption=move || t_string!(i18n, people.people)
            columns
            rows
            find=true
            csv="children.csv"
            in_address=true
            data=|it: &SchoolChild| {
                vec![
                    ("data-child", it.child.to_string()),
                    ("data-state", it.state().name().to_owned()),
                ]
            }
        />
    }
    .into_any()
}
