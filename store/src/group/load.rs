//! Reads groups from their rows, and suggests which children could form one.

use crate::{
    Db, Result, StoreError, Tx,
    column::{from_text, to_date, to_int},
    competency::{class_in, one, said_of_groups},
    plan::term,
    profile::statements_of_class,
    proof::Teacher,
};
use chrono::NaiveDate;
use domain::{
    access::Action,
    competency::{ClassLevels, Competency, LevelEntry},
    group::{Group, GroupClosing, GroupGoal, Groups, Member, known, notices, suggest, then},
    ids::{CompetencyId, GroupId, PersonId},
    limits,
    plan::{Goal, TermCard},
    school::ChildName,
};
use std::collections::{BTreeSet, HashMap};

/// The groups of a class and what could be one, in a fixed number of questions however many
/// children there are.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn list_groups(db: &Db, teacher: &Teacher, today: NaiveDate) -> Result<Groups> {
    teacher.must(Action::SeeGroups)?;
    transaction!(db.read, teacher, |tx| {
        let term = term(tx, teacher.school(), teacher.class(), today).await?;
        let levels = class_in(tx, teacher, today).await?;
        let found = find_groups(tx, &teacher, &levels).await?;
        let said = statements_of_class(tx, &teacher).await?;
        let class = levels.rows.iter().map(|row| {
            let marks = row.marks.iter().map(|it| it.map(|it| it.level));
            let own: Vec<_> = levels.competencies.iter().zip(marks).collect();
            let said = said.get(&row.child.child).map_or(&[][..], Vec::as_slice);
            known(row.child.clone(), row.grade, said, &own)
        });
        let class: Vec<_> = class.collect();
        let is_living = |it: &&GroupRow| it.group.closing.is_none() && !it.group.is_over(today);
        let now = |it: &GroupRow| it.group.members.iter().map(|it| it.child.child).collect();
        let living: Vec<BTreeSet<PersonId>> = found.iter().filter(is_living).map(now).collect();
        let began = term.as_ref().map(|it| it.begins);
        let of_term = |it: &&GroupRow| began.is_none_or(|began| it.group.begins >= began);
        let ever = found.iter().rev().filter(of_term).map(|it| it.ever.clone());
        let ever: Vec<_> = ever.collect();
        Ok(Groups {
            title: levels.title,
            today,
            term_ends: term_ends(term.as_ref(), today),
            children: levels.rows.into_iter().map(|it| it.child).collect(),
            suggestions: suggest(&levels.competencies, &class, &living),
            competencies: levels.competencies,
            groups: found.into_iter().map(|it| it.group).collect(),
            notices: notices(&ever),
        })
    })
}

/// The last day of a term that is not over.
pub(super) fn term_ends(term: Option<&TermCard>, today: NaiveDate) -> Option<NaiveDate> {
    term.map(|it| it.ends).filter(|it| *it >= today)
}

/// A group, and all who ever were in it of those in the class now.
struct GroupRow {
    group: Group,
    ever: BTreeSet<PersonId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: GroupId,
    name: String,
    note: String,
    competency: Option<CompetencyId>,
    begins_on: String,
    ends_on: String,
    span: String,
    helped: Option<String>,
    closing: Option<String>,
    closed_on: Option<String>,
}

async fn find_groups(
    tx: &mut Tx,
    teacher: &Teacher,
    levels: &ClassLevels,
) -> Result<Vec<GroupRow>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT id, name, note, competency, begins_on, ends_on, span, helped, closing, closed_on
         FROM child_group WHERE class = $1 AND school = $2 AND NOT taken_back
         ORDER BY begins_on DESC, made_at DESC, id DESC LIMIT $3",
        teacher.class(),
        teacher.school(),
        limits::group::MOST_SHOWN
    )?;
    let mut members = members(tx, teacher).await?;
    let said = said_of_groups(tx, teacher).await?;
    let names: HashMap<PersonId, &ChildName> = levels
        .rows
        .iter()
        .map(|it| (it.child.child, &it.child))
        .collect();
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let aim = match row.competency {
            Some(id) => aim(tx, teacher, levels, id).await?,
            None => None,
        };
        let all = members.remove(&row.id).unwrap_or_default();
        found.push(group(row, all, aim, &names, &said)?);
    }
    Ok(found)
}

async fn aim(
    tx: &mut Tx,
    teacher: &Teacher,
    levels: &ClassLevels,
    id: CompetencyId,
) -> Result<Option<Competency>> {
    match levels.competencies.iter().find(|it| it.id == id) {
        Some(active) => Ok(Some(active.clone())),
        None => one(tx, teacher.school(), id).await,
    }
}

struct MemberRow {
    child: PersonId,
    since: NaiveDate,
    is_out: bool,
    goal: Option<Goal>,
    ticks: u32,
}

type MemberColumns = (
    GroupId,
    PersonId,
    String,
    Option<String>,
    Option<String>,
    i64,
);

/// Who is or was in each group, in the order in which they joined.
async fn members(tx: &mut Tx, teacher: &Teacher) -> Result<HashMap<GroupId, Vec<MemberRow>>> {
    let rows: Vec<MemberColumns> = list!(
        tx,
        "SELECT m.grp, m.child, m.since, m.until, b.body, (
             SELECT COUNT(*) FROM daily d JOIN tick t ON t.daily = d.id AND t.state = 'done'
             WHERE d.goal = m.goal
         )
         FROM group_member m JOIN child_group g ON g.id = m.grp AND NOT g.taken_back
         LEFT JOIN goal b ON b.id = m.goal
         WHERE g.class = $1 AND g.school = $2 ORDER BY m.since, m.child",
        teacher.class(),
        teacher.school()
    )?;
    let mut all: HashMap<GroupId, Vec<MemberRow>> = HashMap::new();
    for (group, child, since, until, body, ticks) in rows {
        let goal = body.map(|it| serde_json::from_str(&it)).transpose();
        all.entry(group).or_default().push(MemberRow {
            child,
            since: to_date(&since)?,
            is_out: until.is_some(),
            goal: goal.map_err(|_| StoreError::Unreadable("goal"))?,
            ticks: to_int(ticks)?,
        });
    }
    Ok(all)
}

type LevelEntries = HashMap<(PersonId, CompetencyId), Vec<LevelEntry>>;

fn group(
    row: Row,
    all: Vec<MemberRow>,
    competency: Option<Competency>,
    names: &HashMap<PersonId, &ChildName>,
    said: &LevelEntries,
) -> Result<GroupRow> {
    let goal = all.iter().find_map(|it| it.goal.as_ref());
    let goal = goal.map(|it| GroupGoal {
        title: it.title.clone(),
        picture: it.picture.clone(),
        entry: it.entry.as_ref().map(|it| it.entry.clone()),
    });
    let here = |it: &&MemberRow| names.contains_key(&it.child);
    let ever = all.iter().filter(here).map(|it| it.child).collect();
    let member = |it: &MemberRow| {
        let said = |id| said.get(&(it.child, id)).map_or(&[][..], Vec::as_slice);
        Some(Member {
            child: (*names.get(&it.child)?).clone(),
            joined: it.since,
            then: competency.as_ref().map(|aim| then(said(aim.id), it.since)),
            ticks: it.goal.as_ref().map(|_| it.ticks),
        })
    };
    let members = all.iter().filter(|it| !it.is_out).filter_map(member);
    let members = members.collect();
    let closing = match (row.helped, row.closed_on) {
        (Some(helped), Some(on)) => Some(GroupClosing {
            helped: from_text(helped)?,
            note: row.closing.unwrap_or_default(),
            on: to_date(&on)?,
        }),
        _ => None,
    };
    let group = Group {
        id: row.id,
        name: row.name,
        note: row.note,
        begins: to_date(&row.begins_on)?,
        ends: to_date(&row.ends_on)?,
        span: from_text(row.span)?,
        competency,
        members,
        goal,
        closing,
    };
    Ok(GroupRow { group, ever })
}

/// The names of a class's groups and the children in each.
pub(crate) async fn names(
    tx: &mut Tx,
    teacher: &Teacher,
) -> Result<HashMap<GroupId, (String, Vec<PersonId>)>> {
    let rows: Vec<(GroupId, String, Option<PersonId>)> = list!(
        tx,
        "SELECT g.id, g.name, m.child FROM child_group g
         LEFT JOIN group_member m ON m.grp = g.id AND m.until IS NULL
         WHERE g.class = $1 AND g.school = $2 ORDER BY m.since, m.child",
        teacher.class(),
        teacher.school()
    )?;
    let mut all: HashMap<GroupId, (String, Vec<PersonId>)> = HashMap::new();
    for (group, name, child) in rows {
        let (_, children) = all.entry(group).or_insert((name, Vec::new()));
        children.extend(child);
    }
    Ok(all)
}
