//! A child's profile: as the child sees it, and as their teacher does.

use crate::{
    Db, Result, StoreError, Tx,
    board::tile_of,
    class::child_name,
    db::Held,
    event::of_child,
    proof::{Child, Teacher},
    signin::me_in,
    stored::{at, kind},
    survey::answers,
};
use domain::{
    Words,
    access::Action,
    ids::{ClassId, PersonId, ResponseId, SchoolId, StatementId},
    plan::Grow,
    profile::{AnswerLine, ChildPage, Panel, Profile, Said, Statement},
    survey::{Answer, Given, Survey},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use uuid::Uuid;

/// The signed-in child's own profile; `None` before their first survey.
pub async fn mine(db: &Db, child: &Child) -> Result<Option<Profile>> {
    let child = *child;
    db.read(move |tx| Box::pin(mine_in(tx, child))).await
}

/// What the child wants to grow, as their profile has it now; the newest first.
pub async fn list_grows(db: &Db, child: &Child) -> Result<Vec<Grow>> {
    let child = *child;
    let all = db
        .read(move |tx| Box::pin(statements(tx, child.school(), child.id())))
        .await?;
    let own = all
        .into_iter()
        .filter(|it| it.ended_at.is_none() && it.panel == Some(Panel::Grow));
    let own = own.map(|it| Grow {
        card: it.said.card,
        picture: it.picture,
        word: it.word,
    });
    Ok(own.collect())
}

async fn mine_in(tx: &mut Tx, child: Child) -> Result<Option<Profile>> {
    let Some((response, held)) = newest(tx, child.school(), child.id(), None).await? else {
        return Ok(None);
    };
    Ok(Some(Profile {
        me: me_in(tx, child).await?,
        survey: held.paper.survey.clone(),
        response: Some(response),
        statements: statements(tx, child.school(), child.id()).await?,
    }))
}

/// The child's newest response, of one class or of any.
async fn newest(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    class: Option<ClassId>,
) -> Result<Option<(ResponseId, Arc<Held>)>> {
    let rows: Vec<(Uuid, Uuid)> = list!(
        tx,
        "SELECT r.id, u.class FROM response r JOIN survey_run u ON u.id = r.run
         WHERE r.child = $1 AND r.school = $2 ORDER BY r.opened_at DESC, r.id DESC",
        child.0,
        school.0
    )?;
    let row = rows
        .into_iter()
        .find(|(_, of)| class.is_none_or(|class| class.0 == *of));
    let Some((id, _)) = row else { return Ok(None) };
    let held = tx.response(school, ResponseId(id)).await?;
    Ok(held.map(|held| (ResponseId(id), held)))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    response: Uuid,
    item: String,
    basket: Option<String>,
    card: String,
    facet: String,
    source: String,
    at: i64,
    kept_at: Option<i64>,
    ended_at: Option<i64>,
}

/// All statements of a child, newest first. One that ended because the child said the same again is
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
    all.sort_by_key(|it| std::cmp::Reverse((it.at, it.id)));
    Ok(all)
}

/// All that a child of the class ever said of themselves, each with the response it is of.
pub async fn list_statements(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
) -> Result<Vec<(ResponseId, Statement)>> {
    teacher.must(Action::SeeChild)?;
    let teacher = *teacher;
    db.read(move |tx| {
        Box::pin(async move {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
            every_statement(tx, teacher.school(), child).await
        })
    })
    .await
}

/// The same, those that stand first.
async fn every_statement(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
) -> Result<Vec<(ResponseId, Statement)>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT id, response, item, basket, card, facet, source, at, kept_at, ended_at
         FROM statement WHERE child = $1 AND school = $2
         ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, at DESC, id DESC",
        child.0,
        school.0
    )?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let response = ResponseId(row.response);
        let held = tx.response(school, response).await?;
        let held = held.ok_or(StoreError::NotFound)?;
        all.push((response, statement(row, &held.paper.survey)?));
    }
    Ok(all)
}

#[derive(sqlx::FromRow)]
struct OfClass {
    child: Uuid,
    #[sqlx(flatten)]
    row: Row,
}

/// What the children of a class say now, in one question however many they are.
pub(crate) async fn said_in_class(
    tx: &mut Tx,
    teacher: &Teacher,
) -> Result<HashMap<PersonId, Vec<Statement>>> {
    let rows: Vec<OfClass> = list!(
        tx,
        "SELECT s.child, s.id, s.response, s.item, s.basket, s.card, s.facet, s.source, s.at,
             s.kept_at, s.ended_at
         FROM statement s
         JOIN enrollment e ON e.person = s.child AND e.class = $1 AND e.role = 'child'
         WHERE s.school = $2 AND s.ended_at IS NULL ORDER BY s.at DESC, s.id DESC",
        teacher.class().0,
        teacher.school().0
    )?;
    let mut all: HashMap<PersonId, Vec<Statement>> = HashMap::new();
    for OfClass { child, row } in rows {
        let held = tx
            .response(teacher.school(), ResponseId(row.response))
            .await?;
        let held = held.ok_or(StoreError::NotFound)?;
        let said = statement(row, &held.paper.survey)?;
        all.entry(PersonId(child)).or_default().push(said);
    }
    Ok(all)
}

fn statement(row: Row, survey: &Survey) -> Result<Statement> {
    let said = Said {
        facet: kind(row.facet)?,
        item: row.item,
        basket: row.basket,
        card: row.card,
    };
    let words = said
        .words(survey)
        .ok_or(StoreError::Unreadable("statement"))?;
    let (stem, word, picture, panel) = words;
    Ok(Statement {
        id: StatementId(row.id),
        source: kind(row.source)?,
        at: at(row.at)?,
        kept_at: row.kept_at.map(at).transpose()?,
        ended_at: row.ended_at.map(at).transpose()?,
        stem: stem.clone(),
        word: word.clone(),
        picture: picture.to_owned(),
        panel,
        said,
    })
}

/// A child's page, for an adult who may see the class.
pub async fn child_page(db: &Db, teacher: &Teacher, child: PersonId) -> Result<ChildPage> {
    teacher.must(Action::SeeChild)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(child_page_in(tx, teacher, child)))
        .await
}

async fn child_page_in(tx: &mut Tx, teacher: Teacher, child: PersonId) -> Result<ChildPage> {
    let (school, class) = (teacher.school(), teacher.class());
    let name = child_name(tx, school, class, child).await?;
    let row: Option<(String, String, i64)> = find!(
        tx,
        "SELECT given, family, grade FROM person WHERE id = $1 AND school = $2 AND role = 'child'",
        child.0,
        school.0
    )?;
    let (given, family, grade) = row.ok_or(StoreError::NotFound)?;
    let mut page = ChildPage {
        child: name,
        class,
        full_name: format!("{given} {family}").trim().to_owned(),
        grade: crate::db::grade(grade)?,
        tile: tile_of(tx, class, child).await?,
        attention: domain::survey::Attention::default(),
        survey: None,
        statements: statements(tx, school, child).await?,
        answers: Vec::new(),
        needs_a_look: of_child(tx, school, class, child).await?,
    };
    if let Some((response, held)) = newest(tx, school, child, Some(class)).await? {
        let answers = answers(tx, response).await?;
        let times = times(tx, response).await?;
        page.answers = lines(&held.paper.survey, &answers, &times)?;
        page.attention = held.tally(answers).1;
        page.survey = Some(held.paper.survey.clone());
    }
    Ok(page)
}

/// When each answer was given, by the tablet's clock.
async fn times(tx: &mut Tx, response: ResponseId) -> Result<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = list!(
        tx,
        "SELECT item, at FROM answer WHERE response = $1",
        response.0
    )?;
    Ok(rows.into_iter().collect())
}

/// The answers in the order of the survey.
fn lines(
    survey: &Survey,
    answers: &BTreeMap<String, Answer>,
    times: &HashMap<String, i64>,
) -> Result<Vec<AnswerLine>> {
    let mut lines = Vec::with_capacity(answers.len());
    for item in &survey.items {
        let Some(answer) = answers.get(&item.id) else {
            continue;
        };
        lines.push(AnswerLine {
            item: item.id.clone(),
            question: item.say.clone(),
            chosen: chosen(survey, answer),
            dont_know: answer.given == Given::DontKnow,
            done: answer.done,
            took_ms: answer.took_ms,
            at: at(times.get(&item.id).copied().unwrap_or_default())?,
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
        Given::Placed(placed) => placed
            .iter()
            .filter_map(|it| {
                let card = item.card(item.chosen(it))?;
                let basket = item.places.iter().find(|basket| basket.id == it.place);
                Some((card.word.clone(), basket.map(|it| it.word.clone())))
            })
            .collect(),
        Given::Played { remembered, .. } => remembered
            .iter()
            .filter_map(|id| Some((item.card(id)?.word.clone(), None)))
            .collect(),
        Given::DontKnow => Vec::new(),
    }
}
