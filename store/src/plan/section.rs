//! What is written in the sections of a plan. Every state stays; one that was made from an older
//! state is told what stands now, and changes nothing.

use super::{
    goal::lock_classes,
    load,
    template::{all_forms, form_of},
    unfinished::unfinished_of,
};
use crate::{
    Db, Result, StoreError, Tx,
    column::{from_json, from_millis, to_int, to_json, to_millis},
    enrollment::child_name,
    profile::statements,
    proof::{Teacher, TeacherOfChild},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{PersonId, PlanId},
    plan::template::SectionError,
    plan::{
        Plan,
        template::{
            Kind, Part, PlanPerson, Section, SectionState, SectionUpdate, Template, TemplatedPlan,
            Written,
        },
    },
};

#[derive(sqlx::FromRow)]
struct Row {
    section: String,
    rev: i64,
    body: String,
    at: i64,
    given: String,
    family: String,
}

fn to_section(row: Row) -> Result<SectionState> {
    let written: Written = from_json(&row.body, "section")?;
    Ok(SectionState {
        section: row.section,
        rev: to_int(row.rev)?,
        written,
        at: from_millis(row.at)?,
        who: format!("{} {}", row.given, row.family).trim().to_owned(),
    })
}

async fn sections(tx: &mut Tx, teacher: &Teacher, plan: PlanId) -> Result<Vec<SectionState>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT s.section, s.rev, s.body, s.at, p.given, p.family
         FROM plan_section s JOIN person p ON p.id = s.who
         WHERE s.plan = $1 AND s.school = $2 AND s.rev =
             (SELECT MAX(o.rev) FROM plan_section o WHERE o.plan = s.plan AND o.section = s.section)
         ORDER BY s.section",
        plan,
        teacher.school()
    )?;
    rows.into_iter().map(to_section).collect()
}

/// A plan by the form its school had in its term. `current`: goals may be carried over into it.
pub(super) async fn form(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    plan: &Plan,
    current: bool,
) -> Result<TemplatedPlan> {
    let school = teacher.school();
    let template = form_of(tx, school, plan.term.ends).await?.template;
    let written = sections(tx, teacher, plan.id).await?;
    let facets: Vec<_> = template
        .visible_sections()
        .filter_map(|it| it.kind.facet())
        .collect();
    let said = match facets.is_empty() {
        true => Vec::new(),
        false => statements(tx, school, child).await?,
    };
    let said = said.into_iter();
    let said = said.filter(|it| it.ended_at.is_none() && facets.contains(&it.said.facet));
    let people = match template.shows(Kind::People) {
        true => people(tx, teacher, child).await?,
        false => Vec::new(),
    };
    Ok(TemplatedPlan {
        earlier: earlier(tx, teacher, &template, &written).await?,
        said: said.collect(),
        people,
        unfinished: match current {
            true => unfinished_of(tx, teacher, child, plan.term.begins).await?,
            false => None,
        },
        template,
        written,
    })
}

/// The sections that were written under another form: what was written is never lost from sight.
async fn earlier(
    tx: &mut Tx,
    teacher: &Teacher,
    template: &Template,
    written: &[SectionState],
) -> Result<Vec<Section>> {
    let is_shown = |id: &str| template.visible_sections().any(|it| it.id == id);
    let lost = written
        .iter()
        .filter(|it| !is_shown(&it.section) && !it.written.is_empty());
    let lost: Vec<_> = lost.collect();
    if lost.is_empty() {
        return Ok(Vec::new());
    }
    let forms = all_forms(tx, teacher.school()).await?;
    let find = |it: &SectionState| forms.iter().find_map(|form| form.section(&it.section));
    Ok(lost.into_iter().filter_map(find).cloned().collect())
}

/// The child, those who teach the class, and the family.
async fn people(tx: &mut Tx, teacher: &Teacher, child: PersonId) -> Result<Vec<PlanPerson>> {
    let rows: Vec<(String, String, String)> = list!(
        tx,
        "SELECT 'child', given, family FROM person WHERE id = $1 AND school = $2
         UNION ALL
         SELECT 'teacher', p.given, p.family FROM enrollment e JOIN person p ON p.id = e.person
         WHERE e.class = $3 AND e.role = 'teacher' AND p.active AND p.school = $2
         UNION ALL
         SELECT 'family', p.given, p.family FROM guardian g JOIN person p ON p.id = g.adult
         WHERE g.child = $1 AND g.school = $2 AND p.active
         ORDER BY 1, 3, 2",
        child,
        teacher.school(),
        teacher.class()
    )?;
    let one = |(part, given, family): (String, String, String)| PlanPerson {
        name: format!("{given} {family}").trim().to_owned(),
        part: match part.as_str() {
            "child" => Part::Child,
            "teacher" => Part::Teacher,
            _ => Part::Family,
        },
    };
    Ok(rows.into_iter().map(one).collect())
}

/// What a teacher writes into a section.
#[derive(Clone, Debug)]
pub struct SectionWrite {
    pub child: PersonId,
    pub plan: PlanId,
    /// The section's id in the school's form.
    pub section: String,
    /// The revision it was written from; 0: nothing stood there.
    pub expected: u32,
    pub written: Written,
}

/// Writes a section of a plan of a child of the class; of this term, or of the child's last.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class; `Invalid` if what
/// was sent breaks a rule.
pub async fn write_section(
    db: &Db,
    teacher: &Teacher,
    writing: SectionWrite,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<SectionUpdate> {
    teacher.must(Action::EditPlan)?;
    transaction!(db.write, teacher, |tx| {
        let it = writing;
        let at = now;
        let school = teacher.school();
        child_name(tx, school, teacher.class(), it.child).await?;
        lock_classes(tx, &teacher, &[it.child]).await?;
        load::make_if_shown(tx, school, it.child, it.plan, today).await?;
        let plan = load::plan(tx, school, it.child, it.plan).await?;
        let plan = plan.ok_or(StoreError::NotFound)?;
        let newest = load::cards(tx, school, it.child).await?;
        let newest = newest.first().is_some_and(|card| card.id == plan.id);
        let current = load::term(tx, school, teacher.class(), today).await?;
        let is_over = current.is_some_and(|now| now.begins > plan.term.begins);
        if (!newest || is_over) && !plan.term.contains(today) {
            return Err(SectionError::IsOfAnEarlierPlan.into());
        }
        let template = form_of(tx, school, plan.term.ends).await?.template;
        let section = template
            .visible_sections()
            .find(|shown| shown.id == it.section);
        let section = section.ok_or(SectionError::IsUnknown)?;
        let written = it.written.clone().checked(section)?;
        let held = find(tx, &teacher, &it).await?;
        if let Some(held) = held.clone().filter(|held| held.rev != it.expected) {
            return Ok(SectionUpdate::Conflict(held));
        }
        if held.is_some_and(|held| held.written == written) {
            return find_saved(tx, &teacher, &it).await;
        }
        run!(
            tx,
            "INSERT INTO plan_section (plan, section, rev, school, child, who, at, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
            it.plan,
            &it.section,
            i64::from(it.expected) + 1,
            school,
            it.child,
            teacher.person(),
            to_millis(at),
            to_json(&written)?
        )?;
        find_saved(tx, &teacher, &it).await
    })
}

async fn find_saved(tx: &mut Tx, teacher: &Teacher, it: &SectionWrite) -> Result<SectionUpdate> {
    let now = find(tx, teacher, it).await?;
    now.map(SectionUpdate::Kept).ok_or(StoreError::NotFound)
}

async fn find(tx: &mut Tx, teacher: &Teacher, it: &SectionWrite) -> Result<Option<SectionState>> {
    let all = sections(tx, teacher, it.plan).await?;
    Ok(all.into_iter().find(|held| held.section == it.section))
}

/// Everything that ever stood in a section, the newest first.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_section(
    db: &Db,
    teacher: &TeacherOfChild,
    plan: PlanId,
    section: &str,
) -> Result<Vec<SectionState>> {
    teacher.must(Action::SeePlan)?;
    let (child, section) = (teacher.child(), section.to_owned());
    let teacher = teacher.teacher();
    transaction!(db.read, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let rows: Vec<Row> = list!(
            tx,
            "SELECT s.section, s.rev, s.body, s.at, p.given, p.family
                 FROM plan_section s JOIN person p ON p.id = s.who
                 WHERE s.plan = $1 AND s.section = $2 AND s.child = $3 AND s.school = $4
                 ORDER BY s.rev DESC",
            plan,
            section,
            child,
            teacher.school()
        )?;
        rows.into_iter().map(to_section).collect()
    })
}
