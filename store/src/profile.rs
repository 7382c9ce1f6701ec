//! A child's profile: as the child sees it, and as their teacher does.

use crate::{
    Db, Result, StoreError, Tx,
    column::{from_millis, from_text, to_int},
    competency::find_area,
    enrollment::child_name,
    enrollment::me,
    proof::{Child, Teacher, TeacherOfChild},
    refused_event::{count_not_kept_of_child, refused_of_child},
    survey::CachedResponse,
    survey::answers,
    tile,
};
use domain::{
    Words,
    access::Action,
    board::child_page::{AnswerRow, ChildPage},
    competency::competency_of_card,
    ids::{ClassId, PersonId, ResponseId, SchoolId, StatementId},
    plan::GrowCard,
    profile::{self, Panel, Profile, Statement, StatementKey},
    survey::{Answer, AnswerValue, Survey},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// The signed-in child's own profile; `None` before their first survey.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn find_mine(db: &Db, child: &Child) -> Result<Option<Profile>> {
    transaction!(db.read, child, |tx| {
        let Some((response, held)) = newest(tx, child.school(), child.id(), None).await? else {
            return Ok(None);
        };
        Ok(Some(Profile {
            me: me(tx, child).await?,
            survey: held.survey_version.survey.clone(),
            response: Some(response),
            statements: statements(tx, child.school(), child.id()).await?,
        }))
    })
}

/// What the child wants to grow, as their profile has it now; the newest first.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn list_grows(db: &Db, child: &Child) -> Result<Vec<GrowCard>> {
    transaction!(db.read, child, |tx| {
        let mut grows = Vec::new();
        for it in statements(tx, child.school(), child.id()).await? {
            if it.ended_at.is_some() || it.panel != Some(Panel::Grow) {
                continue;
            }
            let area = match competency_of_card(&it.said.card) {
                Some(id) => find_area(tx, child.school(), id).await?,
                None => None,
            };
            grows.push(GrowCard {
                card: it.said.card,
                picture: it.picture,
                word: it.word,
                area,
            });
        }
        Ok(grows)
    })
}

/// The child's newest response, of one class or of any.
async fn newest(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    class: Option<ClassId>,
) -> Result<Option<(ResponseId, Arc<CachedResponse>)>> {
    let rows: Vec<(ResponseId, ClassId)> = list!(
        tx,
        "SELECT r.id, u.class FROM response r JOIN survey_run u ON u.id = r.run
         WHERE r.child = $1 AND r.school = $2 ORDER BY r.opened_at DESC, r.id DESC",
        child,
        school
    )?;
    let row = rows
        .into_iter()
        .find(|(_, of)| class.is_none_or(|class| class == *of));
    let Some((id, _)) = row else { return Ok(None) };
    let held = tx.response(school, id).await?;
    Ok(held.map(|held| (id, held)))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: StatementId,
    response: ResponseId,
    item: String,
    basket: Option<String>,
    card: String,
    facet: String,
    source: String,
    rank: i64,
    at: i64,
    kept_at: Option<i64>,
    ended_at: Option<i64>,
}

/// All statements of a child, as [`profile::sort`] has them. One that ended because the child said the same again is
/// left out: it never stopped being so.
pub(crate) async fn statements(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
) -> Result<Vec<Statement>> {
    let mut all: Vec<Statement> = Vec::new();
    for (_, statement) in every_statement(tx, school, child).await? {
        let again = |it: &Statement| it.said == statement.said && it.source == statement.source;
        if statement.ended_at.is_none() || !all.iter().any(again) {
            all.push(statement);
        }
    }
    profile::sort(&mut all);
    Ok(all)
}

/// All that a child of the class ever said of themselves, each with the response it is of.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_statements(
    db: &Db,
    teacher: &TeacherOfChild,
) -> Result<Vec<(ResponseId, Statement)>> {
    teacher.must(Action::SeeChild)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        every_statement(tx, teacher.school(), child).await
    })
}

/// The same, those that stand first.
async fn every_statement(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
) -> Result<Vec<(ResponseId, Statement)>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT id, response, item, basket, card, facet, source, rank, at, kept_at, ended_at
         FROM statement WHERE child = $1 AND school = $2
         ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, at DESC, id DESC",
        child,
        school
    )?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let response = row.response;
        let held = tx.response(school, response).await?;
        let held = held.ok_or(StoreError::NotFound)?;
        all.push((response, statement(row, &held.survey_version.survey)?));
    }
    Ok(all)
}

#[derive(sqlx::FromRow)]
struct StatementRow {
    child: PersonId,
    #[sqlx(flatten)]
    row: Row,
}

/// What the children of a class say now, in one question however many they are.
pub(crate) async fn statements_of_class(
    tx: &mut Tx,
    teacher: &Teacher,
) -> Result<HashMap<PersonId, Vec<Statement>>> {
    let rows: Vec<StatementRow> = list!(
        tx,
        "SELECT s.child, s.id, s.response, s.item, s.basket, s.card, s.facet, s.source, s.rank, s.at,
             s.kept_at, s.ended_at
         FROM statement s
         JOIN enrollment e ON e.person = s.child AND e.class = $1 AND e.role = 'child'
         WHERE s.school = $2 AND s.ended_at IS NULL ORDER BY s.at DESC, s.id DESC",
        teacher.class(),
        teacher.school()
    )?;
    let mut all: HashMap<PersonId, Vec<Statement>> = HashMap::new();
    for StatementRow { child, row } in rows {
        let held = tx.response(teacher.school(), row.response).await?;
        let held = held.ok_or(StoreError::NotFound)?;
        let said = statement(row, &held.survey_version.survey)?;
        all.entry(child).or_default().push(said);
    }
    for own in all.values_mut() {
        profile::sort(own);
    }
    Ok(all)
}

fn statement(row: Row, survey: &Survey) -> Result<Statement> {
    let said = StatementKey {
        facet: from_text(row.facet)?,
        item: row.item,
        basket: row.basket,
        card: row.card,
    };
    let words = said
        .words(survey)
        .ok_or(StoreError::Unreadable("statement"))?;
    let (stem, word, picture, panel) = words;
    Ok(Statement {
        id: row.id,
        source: from_text(row.source)?,
        rank: to_int(row.rank)?,
        at: from_millis(row.at)?,
        kept_at: row.kept_at.map(from_millis).transpose()?,
        ended_at: row.ended_at.map(from_millis).transpose()?,
        stem: stem.clone(),
        word: word.clone(),
        picture: picture.to_owned(),
        panel,
        said,
    })
}

/// A child's page, for an adult who may see the class.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn child_page(db: &Db, teacher: &TeacherOfChild) -> Result<ChildPage> {
    teacher.must(Action::SeeChild)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        let (school, class) = (teacher.school(), teacher.class());
        let name = child_name(tx, school, class, child).await?;
        let row: Option<(String, String, i64)> = find!(
            tx,
            "SELECT given, family, grade FROM person WHERE id = $1 AND school = $2 AND role = 'child'",
            child,
            school
        )?;
        let (given, family, grade) = row.ok_or(StoreError::NotFound)?;
        let mut page = ChildPage {
            child: name,
            class,
            full_name: format!("{given} {family}").trim().to_owned(),
            grade: to_int(grade)?,
            tile: tile::find(tx, class, child).await?,
            attention: domain::survey::Attention::default(),
            survey: None,
            statements: statements(tx, school, child).await?,
            answers: Vec::new(),
            needs_a_look: refused_of_child(tx, school, class, child).await?,
            not_kept: count_not_kept_of_child(tx, school, class, child).await?,
        };
        if let Some((response, held)) = newest(tx, school, child, Some(class)).await? {
            let answers = answers(tx, response).await?;
            let times = times(tx, response).await?;
            page.answers = lines(&held.survey_version.survey, &answers, &times)?;
            page.attention = held.tally(answers).1;
            page.survey = Some(held.survey_version.survey.clone());
        }
        Ok(page)
    })
}

/// When each answer was given, by the tablet's clock.
async fn times(tx: &mut Tx, response: ResponseId) -> Result<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = list!(
        tx,
        "SELECT item, at FROM answer WHERE response = $1",
        response
    )?;
    Ok(rows.into_iter().collect())
}

/// The answers in the order of the survey.
fn lines(
    survey: &Survey,
    answers: &BTreeMap<String, Answer>,
    times: &HashMap<String, i64>,
) -> Result<Vec<AnswerRow>> {
    let mut lines = Vec::with_capacity(answers.len());
    for item in &survey.items {
        let Some(answer) = answers.get(&item.id) else {
            continue;
        };
        lines.push(AnswerRow {
            item: item.id.clone(),
            question: item.say.clone(),
            chosen: chosen(survey, answer),
            dont_know: answer.given == AnswerValue::DontKnow,
            done: answer.done,
            took_ms: answer.took_ms,
            at: from_millis(times.get(&item.id).copied().unwrap_or_default())?,
        });
    }
    Ok(lines)
}

/// The words of what was chosen: card, and for a sort its basket.
fn chosen(survey: &Survey, answer: &Answer) -> Vec<(Words, Option<Words>)> {
    let Some(item) = survey.with_all_cards(&answer.item) else {
        return Vec::new();
    };
    match &answer.given {
        AnswerValue::Placed(placed) => placed
            .iter()
            .filter_map(|it| {
                let card = item.card(item.chosen(it))?;
                let basket = item.places.iter().find(|basket| basket.id == it.place);
                Some((card.word.clone(), basket.map(|it| it.word.clone())))
            })
            .collect(),
        AnswerValue::Played { remembered, .. } => remembered
            .iter()
            .filter_map(|id| Some((item.card(id)?.word.clone(), None)))
            .collect(),
        AnswerValue::DontKnow => Vec::new(),
    }
}
