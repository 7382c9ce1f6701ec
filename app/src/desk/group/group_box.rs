//! A group, with its children.

use super::{chip::MovableChild, helping::Helping, put_here::PutHere, table::Table};
use crate::{
    desk::ui::HelpedTag,
    i18n::*,
    ui::{Button, Chip, Icon, lang_of, on_day, picture},
};
use domain::{
    group::{Group, GroupGoal, Spot},
    ids::GroupId,
    school::ChildName,
};
use leptos::prelude::*;

/// What a box asks the page for.
#[derive(Clone, Copy)]
pub(super) struct Asks {
    pub(super) change: Callback<GroupId>,
    pub(super) goal: Callback<GroupId>,
    pub(super) end: Callback<GroupId>,
    pub(super) tried: Callback<GroupId>,
}

/// A group: who is in it, what for, until when, and whether it helps.
#[component]
pub(super) fn GroupBox(table: Table, id: GroupId, asks: Asks) -> impl IntoView {
    let i18n = use_i18n();
    let group = Memo::new(move |_| table.group(id));
    let living =
        Memo::new(move |_| group.with(|it| it.as_ref().is_some_and(|it| it.closing.is_none())));
    let children = Memo::new(move |_| {
        let children = |it: &Group| it.members.iter().map(|it| it.child.clone()).collect();
        group.with(|it| it.as_ref().map_or_else(Vec::<ChildName>::new, children))
    });
    let name = Memo::new(move |_| {
        group
            .with(|it| it.as_ref().map(|it| it.name.clone()))
            .unwrap_or_default()
    });
    let note = move || {
        group
            .with(|it| it.as_ref().map(|it| it.note.clone()))
            .unwrap_or_default()
    };
    let goal = Memo::new(move |_| group.with(|it| it.as_ref().and_then(|it| it.goal.clone())));
    let over = move || {
        table
            .hand
            .with(|it| it.over() == Some(Spot::Group(id)))
            .then_some("yes")
    };
    let state = move || {
        let today = table.with(|it| it.today);
        match group.with(|it| {
            it.as_ref()
                .map(|it| (it.closing.is_some(), it.is_over(today)))
        }) {
            Some((true, _)) => "ended",
            Some((_, true)) => "over",
            _ => "living",
        }
    };
    let heading = format!("group-{id}");
    let named_by = heading.clone();
    let loose = table.can_edit;
    view! {
        <section
            class="group-box"
            data-group=id.to_string()
            data-spot=move || living.get().then(|| id.to_string())
            data-state=state
            data-over=over
            aria-labelledby=named_by
        >
            <h3 class="group-name" id=heading>
                {name}
            </h3>
            <Facts table group />
            {move || Some(note()).filter(|it| !it.is_empty()).map(|it| view! { <p>{it}</p> })}
            {move || goal.get().map(|goal| view! { <GoalLine goal /> })}
            <ul class="group-chips">
                {move || {
                    let loose = loose && living.get();
                    view! {
                        <For each=move || children.get() key=|it| it.child let:child>
                            <li>
                                <MovableChild table child from=Some(id) loose />
                            </li>
                        </For>
                    }
                }}
            </ul>
            {move || {
                children
                    .with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <p class="desk-quiet">{move || t_string!(i18n, group.nobody_yet)}</p>
                        }
                    })
            }}
            {move || living.get().then(|| view! { <PutHere table spot=Some(id) /> })}
            <GroupActs table id name living asks />
            <Helping group />
        </section>
    }
    .into_any()
}

/// Until when, what for, and how it ended.
#[component]
fn Facts(table: Table, group: Memo<Option<Group>>) -> impl IntoView {
    let i18n = use_i18n();
    let when = move || {
        let today = table.with(|it| it.today);
        group.with(|it| {
            let it = it.as_ref()?;
            let (begun, ends) = (on_day(i18n, it.begins), on_day(i18n, it.ends));
            Some(match &it.closing {
                Some(closing) => format!("{begun} – {}", on_day(i18n, closing.on)),
                None if it.is_over(today) => {
                    t_string!(i18n, group.over_since, day = ends).to_string()
                }
                None => t_string!(i18n, group.until, day = ends).to_string(),
            })
        })
    };
    let aim = move || {
        group.with(|it| {
            let aim = it.as_ref()?.competency.as_ref()?;
            Some((aim.code.clone(), aim.statement.clone()))
        })
    };
    let closing =
        Memo::new(move |_| group.with(|it| it.as_ref().and_then(|it| it.closing.clone())));
    view! {
        <p class="group-facts">
            <Chip>
                <Icon name="clock" />
                {when}
            </Chip>
            {move || {
                aim()
                    .map(|(code, statement)| {
                        let shown = code.clone();
                        view! {
                            <Chip class="group-aim" attr:data-code=code>
                                <Icon name="leaf" />
                                {shown}
                                " · "
                                {statement}
                            </Chip>
                        }
                    })
            }}
            {move || closing.get().map(|it| view! { <HelpedTag helped=it.helped /> })}
        </p>
        {move || {
            closing
                .get()
                .filter(|it| !it.note.is_empty())
                .map(|it| view! { <p data-closing="note">{it.note}</p> })
        }}
    }
    .into_any()
}

#[component]
fn GoalLine(goal: GroupGoal) -> impl IntoView {
    let i18n = use_i18n();
    let title = goal.title;
    view! {
        <p class="group-goal" data-goal="given">
            <img class="desk-face" src=picture(&goal.picture) alt="" />
            {move || title.get(lang_of(i18n.get_locale())).to_owned()}
        </p>
    }
    .into_any()
}

#[component]
fn GroupActs(
    table: Table,
    id: GroupId,
    name: Memo<String>,
    living: Memo<bool>,
    asks: Asks,
) -> impl IntoView {
    let i18n = use_i18n();
    let may = move || table.can_edit && living.get();
    let button =
        move |act: &'static str, icon, words: Signal<&'static str>, ask: Callback<GroupId>| {
            view! {
                <Button act=act on_click=move |()| ask.run(id)>
                    <Icon name=icon />
                    {words}
                    <span class="visually-hidden">{move || format!(": {}", name.get())}</span>
                </Button>
            }
        };
    let words = move |it: fn(leptos_i18n::I18nContext<Locale>) -> &'static str| {
        Signal::derive(move || it(i18n))
    };
    view! {
        <div class="group-acts desk-noprint">
            {move || {
                may()
                    .then(|| {
                        view! {
                            {button(
                                "change-group",
                                "pencil",
                                words(|i18n| t_string!(i18n, group.change)),
                                asks.change,
                            )}
                            {button(
                                "give-group-goal",
                                "plus",
                                words(|i18n| t_string!(i18n, group.give_goal)),
                                asks.goal,
                            )}
                        }
                    })
            }} {button("tried", "list", words(|i18n| t_string!(i18n, group.tried)), asks.tried)}
            {move || {
                may()
                    .then(|| {
                        button(
                            "end-group",
                            "check",
                            words(|i18n| t_string!(i18n, group.end)),
                            asks.end,
                        )
                    })
            }}
        </div>
    }
    .into_any()
}
