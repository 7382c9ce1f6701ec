//! Reads competencies and levels from their rows.

use crate::{
    Db, Result, StoreError, Tx,
    column::{from_json, from_millis, from_text, to_date, to_int},
    enrollment::{child_name, children_of_class},
    proof::{Staff, Teacher, TeacherOfChild},
};
use chrono::NaiveDate;
use domain::{
    Lang, Words,
    access::Action,
    competency::{
        Aim, AreaLevels, ChildLevels, ChildWords, ClassLevels, Competency, CompetencyRow,
        FrameworkCard, Grades, Heading, LevelEntry, LevelMark, LevelRow, current_level, gap,
        mastery,
    },
    ids::{CompetencyId, GoalId, LevelId, PersonId, SchoolId},
    plan::{Area, Goal, GoalState},
};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: CompetencyId,
    framework: String,
    code: String,
    heading: String,
    heading_en: String,
    heading_es: String,
    statement: String,
    child_en: Option<String>,
    child_es: Option<String>,
    first_grade: Option<i64>,
    last_grade: Option<i64>,
    pub(super) place: i64,
    active: bool,
}

impl Row {
    pub(super) fn competency(self) -> Result<Competency> {
        let grades = match (self.first_grade, self.last_grade) {
            (Some(first), Some(last)) => Grades::of(to_int(first)?, to_int(last)?),
            _ => None,
        };
        Ok(Competency {
            id: self.id,
            framework: self.framework,
            code: self.code,
            heading: Heading {
                code: self.heading,
                title: Words {
                    en: self.heading_en,
                    es: self.heading_es,
                },
            },
            statement: self.statement,
            child: ChildWords {
                en: self.child_en,
                es: self.child_es,
            },
            grades,
            active: self.active,
        })
    }
}

fn competencies(rows: Vec<Row>) -> Result<Vec<Competency>> {
    rows.into_iter().map(Row::competency).collect()
}

pub(super) async fn all(tx: &mut Tx, school: SchoolId, retired: bool) -> Result<Vec<Competency>> {
    competencies(list!(
        tx,
        "SELECT id, framework, code, heading, heading_en, heading_es, statement, child_en, child_es,
             first_grade, last_grade, place, active
         FROM competency WHERE school = $1 AND (active OR $2) ORDER BY framework, place, code",
        school,
        retired
    )?)
}

/// What a goal of this area may aim at: of the area, or of none, from no later grade than the
/// child's own.
pub(crate) async fn within_reach(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    area: Area,
) -> Result<Vec<Competency>> {
    let row: Option<(Option<i64>,)> = find!(
        tx,
        "SELECT grade FROM person WHERE id = $1 AND school = $2",
        child,
        school
    )?;
    let own = row.and_then(|(it,)| it).map(to_int).transpose()?;
    let mut found = all(tx, school, false).await?;
    found.retain(|it| {
        let begins = it.grades.map(|it| it.first);
        let of = it.heading.area();
        (of == area || of == Area::Own) && begins.is_none_or(|it| own.is_none_or(|own| it <= own))
    });
    Ok(found)
}

/// The school's competencies, in the order of its frameworks, without those that are retired.
///
/// # Errors
/// `NotFound` if the adult may not do this or there is no such thing in the school.
pub async fn list_competencies(db: &Db, staff: &Staff) -> Result<Vec<Competency>> {
    staff.must(Action::SeeCompetencies)?;
    let school = staff.school();
    db.read(move |tx| Box::pin(all(tx, school, false))).await
}

/// The same, for somebody who sees a class, so what its survey's cards are made of.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn list_for_survey(db: &Db, teacher: &Teacher) -> Result<Vec<Competency>> {
    teacher.must(Action::SeeBoard)?;
    let school = teacher.school();
    db.read(move |tx| Box::pin(all(tx, school, false))).await
}

/// The school's frameworks by name.
///
/// # Errors
/// `NotFound` if the adult may not do this or there is no such thing in the school.
pub async fn list_frameworks(db: &Db, staff: &Staff) -> Result<Vec<FrameworkCard>> {
    staff.must(Action::SeeCompetencies)?;
    let rows: Vec<(String, i64, i64)> = list!(
        db,
        "SELECT framework, CAST(COALESCE(SUM(CASE WHEN active THEN 1 ELSE 0 END), 0) AS BIGINT),
             CAST(COALESCE(SUM(CASE WHEN active THEN 0 ELSE 1 END), 0) AS BIGINT)
         FROM competency WHERE school = $1 GROUP BY framework ORDER BY framework",
        staff.school()
    )?;
    rows.into_iter()
        .map(|(name, active, retired)| {
            Ok(FrameworkCard {
                name,
                competencies: to_int(active)?,
                retired: to_int(retired)?,
            })
        })
        .collect()
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    id: LevelId,
    competency: CompetencyId,
    level: Option<String>,
    seen: String,
    note: String,
    on_day: String,
    at: i64,
    given: String,
    family: String,
    undoes: Option<LevelId>,
}

impl EntryRow {
    fn entry(self) -> Result<LevelEntry> {
        Ok(LevelEntry {
            id: self.id,
            level: self.level.map(from_text).transpose()?,
            seen: from_text(self.seen)?,
            note: self.note,
            on: to_date(&self.on_day)?,
            at: from_millis(self.at)?,
            who: format!("{} {}", self.given, self.family).trim().to_owned(),
            undoes: self.undoes,
        })
    }
}

/// All that was said of one competency of a child, as it was said; of every one if none is named.
pub(super) async fn entries(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    competency: Option<CompetencyId>,
) -> Result<HashMap<CompetencyId, Vec<LevelEntry>>> {
    let rows: Vec<EntryRow> = list!(
        tx,
        "SELECT l.id, l.competency, l.level, l.seen, COALESCE(o.said, l.note) AS note, l.on_day, l.at,
             p.given, p.family, l.undoes
         FROM competency_level l JOIN person p ON p.id = l.who
         LEFT JOIN observation_child c ON c.level = l.id
         LEFT JOIN observation o ON o.id = c.observation
         WHERE l.child = $1 AND l.school = $2 AND (l.competency = $3 OR $4)
         ORDER BY l.at DESC, l.id DESC",
        child,
        school,
        competency.map(|it| it.0).unwrap_or_default(),
        competency.is_none()
    )?;
    let mut all: HashMap<CompetencyId, Vec<LevelEntry>> = HashMap::new();
    for row in rows {
        let competency = row.competency;
        all.entry(competency).or_default().push(row.entry()?);
    }
    Ok(all)
}

#[derive(sqlx::FromRow)]
struct GroupEntryRow {
    child: PersonId,
    #[sqlx(flatten)]
    entry: EntryRow,
}

/// All that was said of the children of a class's groups, of the competencies these are for.
pub(crate) async fn said_of_groups(
    tx: &mut Tx,
    teacher: &Teacher,
) -> Result<HashMap<(PersonId, CompetencyId), Vec<LevelEntry>>> {
    let rows: Vec<GroupEntryRow> = list!(
        tx,
        "SELECT l.child, l.id, l.competency, l.level, l.seen, l.note, l.on_day, l.at, p.given,
             p.family, l.undoes
         FROM competency_level l JOIN person p ON p.id = l.who
         WHERE l.school = $2 AND EXISTS (
             SELECT 1 FROM group_member m JOIN child_group g ON g.id = m.grp
             WHERE m.child = l.child AND g.competency = l.competency AND g.class = $1
         )
         ORDER BY l.at DESC, l.id DESC",
        teacher.class(),
        teacher.school()
    )?;
    let mut all: HashMap<_, Vec<LevelEntry>> = HashMap::new();
    for row in rows {
        let of = (row.child, row.entry.competency);
        all.entry(of).or_default().push(row.entry.entry()?);
    }
    Ok(all)
}

/// How far a child is in each content area; nothing of one without a grade.
pub(crate) async fn child_mastery(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
) -> Result<Vec<AreaLevels>> {
    let row: Option<(i64,)> = find!(
        tx,
        "SELECT grade FROM person WHERE id = $1 AND school = $2 AND grade IS NOT NULL",
        child,
        school
    )?;
    let Some((own,)) = row else {
        return Ok(Vec::new());
    };
    let said = entries(tx, school, child, None).await?;
    let found = all(tx, school, false).await?;
    let levelled = found.into_iter().map(|it| {
        let level = said.get(&it.id).and_then(|all| current_level(all)?.level);
        (it, level)
    });
    let all: Vec<_> = levelled.collect();
    Ok(mastery(&all, to_int(own)?))
}

/// How far a child of the class is with each of the school's competencies.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn find_child_levels(
    db: &Db,
    teacher: &TeacherOfChild,
    today: NaiveDate,
) -> Result<ChildLevels> {
    teacher.must(Action::SeeLevels)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        let school = teacher.school();
        let name = child_name(tx, school, teacher.class(), child).await?;
        let person: Option<(i64, String)> = find!(
            tx,
            "SELECT grade, lang FROM person WHERE id = $1 AND school = $2 AND grade IS NOT NULL",
            child,
            school
        )?;
        let (own_grade, lang) = person.ok_or(StoreError::NotFound)?;
        let own_grade = to_int(own_grade)?;
        let said = entries(tx, school, child, None).await?;
        let goals = living_goals(tx, school, child).await?;
        let line = |competency: Competency| {
            let said = said
                .get(&competency.id)
                .and_then(|it| current_level(it))
                .cloned();
            let level = said.as_ref().and_then(|it| it.level);
            CompetencyRow {
                gap: gap(&competency, own_grade, level),
                goal: goals.get(&competency.id).copied(),
                said,
                competency,
            }
        };
        let lines = all(tx, school, true).await?.into_iter().map(line);
        Ok(ChildLevels {
            class: teacher.class(),
            child: name,
            grade: own_grade,
            lang: Lang::parse(&lang).unwrap_or_default(),
            today,
            lines: lines
                .filter(|it| it.competency.active || it.said.is_some())
                .collect(),
        })
    })
}

/// The living goals of a child that aim at something.
async fn living_goals(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
) -> Result<HashMap<CompetencyId, GoalId>> {
    let rows: Vec<(String,)> = list!(
        tx,
        "SELECT body FROM goal WHERE child = $1 AND school = $2 AND state = 'living'
         ORDER BY made_at, id",
        child,
        school
    )?;
    let mut goals = HashMap::new();
    for (body,) in rows {
        let goal: Goal = from_json(&body, "goal")?;
        if let Some(competency) = goal.competency {
            goals.insert(competency, goal.id);
        }
    }
    Ok(goals)
}

/// How far the children of a class are, in a fixed number of questions however many there are.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school.
pub async fn list_class_levels(
    db: &Db,
    teacher: &Teacher,
    today: NaiveDate,
) -> Result<ClassLevels> {
    teacher.must(Action::SeeLevels)?;
    transaction!(db.read, teacher, |tx| {
        class_in(tx, teacher, today).await
    })
}

/// The same within a transaction, for an adult who may.
pub(crate) async fn class_in(
    tx: &mut Tx,
    teacher: Teacher,
    today: NaiveDate,
) -> Result<ClassLevels> {
    let (school, class) = (teacher.school(), teacher.class());
    let title: Option<(String,)> = find!(
        tx,
        "SELECT title FROM class WHERE id = $1 AND school = $2",
        class,
        school
    )?;
    let (title,) = title.ok_or(StoreError::NotFound)?;
    let children = children_of_class(tx, school, class).await?;
    let grades: Vec<(PersonId, i64)> = list!(
        tx,
        "SELECT p.id, p.grade FROM person p
         JOIN enrollment e ON e.person = p.id AND e.class = $1 AND e.role = 'child'
         WHERE p.school = $2 AND p.grade IS NOT NULL",
        class,
        school
    )?;
    let grades: HashMap<PersonId, i64> = grades.into_iter().collect();
    let competencies = all(tx, school, false).await?;
    let mut marks = marks(tx, &teacher).await?;
    let rows = children.into_iter().map(|child| {
        let id = child.child;
        let own = competencies.iter().map(|it| marks.remove(&(id, it.id)));
        Ok(LevelRow {
            marks: own.collect(),
            grade: to_int(grades.get(&id).copied().unwrap_or_default())?,
            child,
        })
    });
    Ok(ClassLevels {
        title,
        today,
        rows: rows.collect::<Result<_>>()?,
        competencies,
    })
}

/// The area of a competency; `None` if there is no such thing in the school.
pub(crate) async fn find_area(
    tx: &mut Tx,
    school: SchoolId,
    id: CompetencyId,
) -> Result<Option<Area>> {
    let row: Option<(String, String)> = find!(
        tx,
        "SELECT heading_en, heading_es FROM competency WHERE id = $1 AND school = $2",
        id,
        school
    )?;
    Ok(row.map(|(en, es)| {
        let title = Words { en, es };
        let code = String::new();
        Heading { code, title }.area()
    }))
}

/// The competencies at which the living goals of a class aim in the term of `today`, those of most
/// children first.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn list_aimed(db: &Db, teacher: &Teacher, today: NaiveDate) -> Result<Vec<CompetencyId>> {
    teacher.must(Action::SeePlan)?;
    transaction!(db.read, teacher, |tx| {
        let (school, class) = (teacher.school(), teacher.class());
        let goals: Vec<(String,)> = list!(
            tx,
            "SELECT g.body FROM goal g JOIN plan p ON p.id = g.plan JOIN term t ON t.id = p.term
         JOIN enrollment e ON e.person = g.child AND e.class = $1 AND e.role = 'child'
         WHERE g.school = $2 AND g.state = 'living' AND t.begins_on <= $3 AND t.ends_on >= $3",
            class,
            school,
            today.to_string()
        )?;
        let mut counts: HashMap<CompetencyId, usize> = HashMap::new();
        for (body,) in goals {
            let goal: Goal = from_json(&body, "goal")?;
            if let Some(id) = goal.competency {
                *counts.entry(id).or_default() += 1;
            }
        }
        let known = all(tx, school, false).await?.into_iter();
        let mut aimed: Vec<(usize, CompetencyId)> = known
            .filter_map(|it| Some((*counts.get(&it.id)?, it.id)))
            .collect();
        aimed.sort_by_key(|it| std::cmp::Reverse(it.0));
        Ok(aimed.into_iter().map(|it| it.1).collect())
    })
}

type MarkRow = (PersonId, CompetencyId, LevelId, String, String);

/// What stands of each child of a class: as the domain counts it, asked of the database.
pub(super) async fn marks(
    tx: &mut Tx,
    teacher: &Teacher,
) -> Result<HashMap<(PersonId, CompetencyId), LevelMark>> {
    let rows: Vec<MarkRow> = list!(
        tx,
        "SELECT child, competency, id, level, on_day FROM (
             SELECT l.child, l.competency, l.id, l.level, l.on_day, ROW_NUMBER() OVER (
                 PARTITION BY l.child, l.competency ORDER BY l.on_day DESC, l.at DESC, l.id DESC
             ) AS nth
             FROM competency_level l
             JOIN enrollment e ON e.person = l.child AND e.class = $1 AND e.role = 'child'
             WHERE l.school = $2 AND l.level IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM competency_level u WHERE u.undoes = l.id
             )
         ) AS ranked WHERE nth = 1",
        teacher.class(),
        teacher.school()
    )?;
    rows.into_iter()
        .map(|(child, competency, entry, level, on)| {
            let mark = LevelMark {
                entry,
                level: from_text(level)?,
                on: to_date(&on)?,
            };
            Ok(((child, competency), mark))
        })
        .collect()
}

/// What a child's goals aim at, and how far the child is with each.
pub(crate) async fn aims(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    goals: &[Goal],
) -> Result<Vec<Aim>> {
    let shown = goals.iter().filter(|it| it.state != GoalState::Ended);
    let mut ids: Vec<CompetencyId> = shown.filter_map(|it| it.competency).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut aims = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(competency) = one(tx, school, id).await? else {
            continue;
        };
        let said = entries(tx, school, child, Some(id)).await?;
        let level = said.get(&id).and_then(|it| current_level(it)?.level);
        aims.push(Aim { competency, level });
    }
    Ok(aims)
}

/// A competency of the school, retired or not.
pub(crate) async fn one(
    tx: &mut Tx,
    school: SchoolId,
    id: CompetencyId,
) -> Result<Option<Competency>> {
    let row: Option<Row> = find!(
        tx,
        "SELECT id, framework, code, heading, heading_en, heading_es, statement, child_en, child_es,
             first_grade, last_grade, place, active
         FROM competency WHERE id = $1 AND school = $2",
        id,
        school
    )?;
    row.map(Row::competency).transpose()
}

/// Whether the school has this competency, retired or not.
pub(crate) async fn exists(tx: &mut Tx, school: SchoolId, id: CompetencyId) -> Result<bool> {
    Ok(one(tx, school, id).await?.is_some())
}

/// Whether these are a competency's words for children, and so known in both languages.
pub(crate) async fn has_words(tx: &mut Tx, school: SchoolId, words: &Words) -> Result<bool> {
    let row: Option<(i64,)> = find!(
        tx,
        "SELECT COUNT(*) FROM competency WHERE school = $1 AND child_en = $2 AND child_es = $3",
        school,
        &words.en,
        &words.es
    )?;
    Ok(row.is_some_and(|(count,)| count > 0))
}
