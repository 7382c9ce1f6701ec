//! What a desk asks of groups, and does with them.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refuse, refused, teacher};
use domain::{
    Words,
    group::{GroupDraft, Groups, Helpfulness, Move},
    ids::{ClassId, GroupId, PersonId},
    plan::Area,
};
use leptos::{prelude::*, server_fn::codec::Json};
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use store::group as kept;

/// A ready-made goal that can be given to a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyGoal {
    pub entry: String,
    pub area: Area,
    pub say: Words,
}

/// The groups of a class, and which goals there are to give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupsRead {
    pub groups: Groups,
    pub ready: Vec<ReadyGoal>,
}

/// The groups of a class, and what could be one.
#[server(endpoint = "group/class")]
pub async fn read_groups(class: ClassId) -> Result<GroupsRead, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    let groups = kept::list_groups(&cx.db, &teacher, cx.today())
        .await
        .map_err(refused)?;
    let ready = cx.book.goals.iter().map(|it| ReadyGoal {
        entry: it.id.clone(),
        area: it.area,
        say: it.say.clone(),
    });
    Ok(GroupsRead {
        groups,
        ready: ready.collect(),
    })
}

/// Makes a group of these children, from today on.
#[server(endpoint = "group/make", input = Json)]
pub async fn make_group(
    class: ClassId,
    draft: GroupDraft,
    children: Vec<PersonId>,
) -> Result<GroupId, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::make(&cx.db, &teacher, draft, children, cx.today(), cx.now())
        .await
        .map_err(refused)
}

/// Changes what a group is called, for and until when.
#[server(endpoint = "group/change", input = Json)]
pub async fn change_group(
    class: ClassId,
    group: GroupId,
    draft: GroupDraft,
) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::change(&cx.db, &teacher, group, draft, cx.today())
        .await
        .map_err(refused)
}

/// Puts a child into a group, out of one, or from one to another.
#[server(endpoint = "group/put", input = Json)]
pub async fn put_child(class: ClassId, it: Move) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::put(&cx.db, &teacher, it, cx.today())
        .await
        .map_err(refused)
}

/// Ends a group with a word; without one it goes on after all.
#[server(endpoint = "group/end")]
pub async fn end_group(
    class: ClassId,
    group: GroupId,
    helped: Option<Helpfulness>,
    note: String,
) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::end(&cx.db, &teacher, group, helped, &note, cx.today())
        .await
        .map_err(refused)
}

/// Takes back a group that was made today.
#[server(endpoint = "group/take_back")]
pub async fn take_group_back(class: ClassId, group: GroupId) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::take_back(&cx.db, &teacher, group, cx.today())
        .await
        .map_err(refused)
}

/// Gives a ready-made goal to those of the group who have none of it yet.
#[server(endpoint = "group/give_goal")]
pub async fn give_group_goal(
    class: ClassId,
    group: GroupId,
    entry: String,
) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    let entry = cx.book.entry(&entry);
    let entry = entry.ok_or_else(|| refuse(domain::AppError::NotFound))?;
    let draft = cx.book.entry_draft(entry);
    kept::give_goal(&cx.db, &teacher, group, draft, cx.today(), cx.now())
        .await
        .map_err(refused)
}
