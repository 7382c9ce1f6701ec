//! What is written in the sections of a plan. Every state stays; one that was made from an older
//! state is told what stands now, and changes nothing.

use super::{
    goal::hold,
    load,
    template::{all_forms, form_of},
    unfinished::unfinished_of,
};
use crate::{
    Db, Result, StoreError, Tx,
    class::child_name,
    profile::statements,
    proof::Teacher,
    stored::{at, json, ms, small},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{PersonId, PlanId},
    plan::{
        Plan,
        template::{Form, Involved, Kind, Part, Section, SectionNow, Template, Written, Wrote},
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

fn now(row: Row) -> Result<SectionNow> {
    let written: Written =
        serde_json::from_str(&row.body).map_err(|_| StoreError::Unreadable("section"))?;
    Ok(SectionNow {
        section: row.section,
        rev: small(row.rev)?,
        written,
        at: at(row.at)?,
        who: format!("{} {}", row.given, row.family).trim().to_owned(),
    })
}

async fn written(tx: &mut Tx, teacher: &Teacher, plan: PlanId) -> Result<Vec<SectionNow>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT s.section, s.rev, s.body, s.at, p.given, p.family
         FROM plan_section s JOIN person p ON p.id = s.who
         WHERE s.plan = $1 AND s.school = $2 AND s.rev =
             (SELECT MAX(o.rev) FROM plan_section o WHERE o.plan = s.plan AND o.section = s.section)
         ORDER BY s.section",
        plan.0,
        teacher.school().0
    )?;
    rows.into_iter().map(now).collect()
}

/// A plan by the form its school had in its term. `current`: goals may be carried over into it.
pub(super) async fn form(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    plan: &Plan,
    current: bool,
) -> Result<Form> {
    let school = teacher.school();
    let template = form_of(tx, school, plan.term.ends).await?.template;
    let written = written(tx, teacher, plan.id).await?;
    let facets: Vec<_> = template.shown().filter_map(|it| it.kind.facet()).collect();
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
    Ok(Form {
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
    written: &[SectionNow],
) -> Result<Vec<Section>> {
    let is_shown = |id: &str| template.shown().any(|it| it.id == id);
    let lost = written
        .iter()
        .filter(|it| !is_shown(&it.section) && !it.written.is_empty());
    let lost: Vec<_> = lost.collect();
    if lost.is_empty() {
        return Ok(Vec::new());
    }
    let forms = all_forms(tx, teacher.school()).await?;
    let find = |it: &SectionNow| forms.iter().find_map(|form| form.section(&it.section));
    Ok(lost.into_iter().filter_map(find).cloned().collect())
}

/// The child, those who teach the class, and the family.
async fn people(tx: &mut Tx, teacher: &Teacher, child: PersonId) -> Result<Vec<Involved>> {
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
        child.0,
        teacher.school().0,
        teacher.class().0
    )?;
    let one = |(part, given, family): (String, String, String)| Involved {
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
pub struct Writing {
    pub child: PersonId,
    pub plan: PlanId,
    /// The section's id in the school's form.
    pub section: String,
    /// The revision it was written from; 0: nothing stood there.
    pub expected: u32,
    pub written: Written,
}

/// Writes a section of a plan of a child of the class; of this term, or of the child's last.
pub async fn write_section(
    db: &Db,
    teacher: &Teacher,
    writing: Writing,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Wrote> {
    teacher.must(Action::EditPlan)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(write_in(tx, teacher, writing, today, now)))
        .await
}

async fn write_in(
    tx: &mut Tx,
    teacher: Teacher,
    it: Writing,
    today: NaiveDate,
    at: DateTime<Utc>,
) -> Result<Wrote> {
    let school = teacher.school();
    child_name(tx, school, teacher.class(), it.child).await?;
    hold(tx, &teacher, &[it.child]).await?;
    let plan = load::plan(tx, school, it.child, it.plan).await?;
    let plan = plan.ok_or(StoreError::NotFound)?;
    let newest = load::cards(tx, school, it.child).await?;
    let newest = newest.first().is_some_and(|card| card.id == plan.id);
    if !newest && !plan.term.contains(today) {
        return Err(StoreError::invalid("plan", "earlier-plan"));
    }
    let template = form_of(tx, school, plan.term.ends).await?.template;
    let section = template.shown().find(|shown| shown.id == it.section);
    let section = section.ok_or(StoreError::invalid("section", "unknown-section"))?;
    let written = it.written.clone().checked(section)?;
    let held = find(tx, &teacher, &it).await?;
    if let Some(held) = held.clone().filter(|held| held.rev != it.expected) {
        return Ok(Wrote::Conflict(held));
    }
    if held.is_some_and(|held| held.written == written) {
        return keep(tx, &teacher, &it).await;
    }
    run!(
        tx,
        "INSERT INTO plan_section (plan, section, rev, school, child, who, at, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        it.plan.0,
        &it.section,
        i64::from(it.expected) + 1,
        school.0,
        it.child.0,
        teacher.person().0,
        ms(at),
        json(&written)?
    )?;
    keep(tx, &teacher, &it).await
}

async fn keep(tx: &mut Tx, teacher: &Teacher, it: &Writing) -> Result<Wrote> {
    let now = find(tx, teacher, it).await?;
    now.map(Wrote::Kept).ok_or(StoreError::NotFound)
}

async fn find(tx: &mut Tx, teacher: &Teacher, it: &Writing) -> Result<Option<SectionNow>> {
    let all = written(tx, teacher, it.plan).await?;
    Ok(all.into_iter().find(|held| held.section == it.section))
}

/// Everything that ever stood in a section, the newest first.
pub async fn list_section(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    plan: PlanId,
    section: &str,
) -> Result<Vec<SectionNow>> {
    teacher.must(Action::SeePlan)?;
    let (teacher, section) = (*teacher, section.to_owned());
    db.read(move |tx| {
        Box::pin(async move {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
            let rows: Vec<Row> = list!(
                tx,
                "SELECT s.section, s.rev, s.body, s.at, p.given, p.family
                 FROM plan_section s JOIN person p ON p.id = s.who
                 WHERE s.plan = $1 AND s.section = $2 AND s.child = $3 AND s.school = $4
                 ORDER BY s.rev DESC",
                plan.0,
                section,
                child.0,
                teacher.school().0
            )?;
            rows.into_iter().map(now).collect()
        })
    })
    .await
}
