//! Two small schools: Cedar with Room 1 (two Sofías and Milo; Ms Reed teaches) and Room 2 (Ana;
//! Mr Cole), a leader and an office; Elm with Room 9 (Leo; Ms Park).

use super::morning;
use crate::{
    Db, Result, Token, Tx,
    column::to_millis,
    device,
    proof::{self, Child, Device, Office, Staff, Teacher, TeacherOfChild, Visitor},
    signin::{self, begin},
    survey,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    event::{Event, Op},
    ids::{ClassId, EventId, PersonId, RunId, SchoolId, TermId},
    signin::{Secret, SignInResult},
    survey::{Answer, AnswerValue, Placement, RunSettings, Survey},
};
use uuid::Uuid;

/// Who and what there is.
#[derive(Clone, Copy, Debug)]
pub struct Small {
    pub cedar: SchoolId,
    pub elm: SchoolId,
    pub room1: ClassId,
    pub room2: ClassId,
    pub room9: ClassId,
    pub reed: PersonId,
    pub cole: PersonId,
    pub park: PersonId,
    pub leader: PersonId,
    pub office: PersonId,
    pub sofia_garcia: PersonId,
    pub sofia_gutierrez: PersonId,
    pub milo: PersonId,
    pub ana: PersonId,
    pub leo: PersonId,
}

/// All children have these pictures.
pub fn secret() -> Secret {
    Secret::nth(7)
}

/// A survey with each way of answering that leaves statements: six items for each grade.
pub fn small_survey() -> Survey {
    serde_json::from_str(SURVEY).expect("it can be read")
}

pub const SURVEY: &str = include_str!("survey.json");

/// Fills an empty database.
pub async fn small(db: &Db) -> Small {
    db.write(|tx| Box::pin(small_in(tx)))
        .await
        .expect("it fits")
}

async fn small_in(tx: &mut Tx) -> Result<Small> {
    let cedar = school(tx, "cedar").await?;
    let elm = school(tx, "elm").await?;
    let (room1, room2) = (
        class(tx, cedar, "Room 1").await?,
        class(tx, cedar, "Room 2").await?,
    );
    let room9 = class(tx, elm, "Room 9").await?;
    Ok(Small {
        reed: adult(tx, cedar, "teacher", "Reed", Some(room1)).await?,
        cole: adult(tx, cedar, "teacher", "Cole", Some(room2)).await?,
        park: adult(tx, elm, "teacher", "Park", Some(room9)).await?,
        leader: adult(tx, cedar, "leader", "Lane", None).await?,
        office: adult(tx, cedar, "office", "Ode", None).await?,
        sofia_garcia: child(tx, cedar, ("Sofía", "García", "1001"), room1).await?,
        sofia_gutierrez: child(tx, cedar, ("Sofía", "Gutiérrez", "1002"), room1).await?,
        milo: child(tx, cedar, ("Milo", "Tran", "1003"), room1).await?,
        ana: child(tx, cedar, ("Ana", "Ruiz", "2001"), room2).await?,
        leo: child(tx, elm, ("Leo", "Berg", "9001"), room9).await?,
        cedar: SchoolId(cedar),
        elm: SchoolId(elm),
        room1: ClassId(room1),
        room2: ClassId(room2),
        room9: ClassId(room9),
    })
}

async fn school(tx: &mut Tx, name: &str) -> Result<Uuid> {
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO school (id, source_id, title) VALUES ($1, $2, $2)",
        id,
        name
    )?;
    Ok(id)
}

async fn class(tx: &mut Tx, school: Uuid, title: &str) -> Result<Uuid> {
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO class (id, school, source_id, title) VALUES ($1, $2, $3, $3)",
        id,
        school,
        title
    )?;
    Ok(id)
}

async fn adult(
    tx: &mut Tx,
    school: Uuid,
    role: &str,
    family: &str,
    class: Option<Uuid>,
) -> Result<PersonId> {
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO person (id, school, role, source_id, given, family, username)
         VALUES ($1, $2, $3, $4, 'Kim', $4, $5)",
        id,
        school,
        role,
        family,
        family.to_lowercase()
    )?;
    if let Some(class) = class {
        enroll(tx, school, class, id, "teacher").await?;
    }
    Ok(PersonId(id))
}

/// A child by given name, family name and the identifier other systems call them by.
async fn child(
    tx: &mut Tx,
    school: Uuid,
    (given, family, identifier): (&str, &str, &str),
    class: Uuid,
) -> Result<PersonId> {
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO person (id, school, role, source_id, given, family, grade, picture, secret,
             identifier)
         VALUES ($1, $2, 'child', $4, $3, $4, 2, 'owl', $5, $6)",
        id,
        school,
        given,
        family,
        signin::secret_text(&secret()),
        identifier
    )?;
    enroll(tx, school, class, id, "child").await?;
    Ok(PersonId(id))
}

async fn enroll(tx: &mut Tx, school: Uuid, class: Uuid, person: Uuid, role: &str) -> Result<()> {
    run!(
        tx,
        "INSERT INTO enrollment (class, person, school, role) VALUES ($1, $2, $3, $4)",
        class,
        person,
        school,
        role
    )
    .map(drop)
}

/// One more child of a class, for tests of many.
pub async fn one_more_child(db: &Db, school: SchoolId, class: ClassId, number: usize) -> PersonId {
    let (family, identifier) = (format!("Number {number}"), format!("N-{number}"));
    db.write(move |tx| {
        Box::pin(async move { child(tx, school.0, ("Kid", &family, &identifier), class.0).await })
    })
    .await
    .expect("it fits")
}

/// Takes somebody out of a class, as a roster does.
pub async fn leaves(db: &Db, class: ClassId, person: PersonId) {
    let left = db.write(move |tx| {
        Box::pin(async move {
            run!(
                tx,
                "DELETE FROM enrollment WHERE class = $1 AND person = $2",
                class,
                person
            )
        })
    });
    assert_eq!(left.await.expect("it is written"), 1);
}

/// Runs a statement that breaks others, such as one that takes a table away.
pub async fn run_statement(db: &Db, statement: &'static str) {
    let run = db.write(move |tx| Box::pin(async move { run!(tx, statement).map(drop) }));
    run.await.expect("it runs");
}

/// One more teacher of a class.
pub async fn one_more_teacher(db: &Db, school: SchoolId, class: ClassId) -> PersonId {
    let made = db.write(move |tx| {
        Box::pin(async move { adult(tx, school.0, "teacher", "Sol", Some(class.0)).await })
    });
    made.await.expect("it fits")
}

/// One more class of a teacher, for measurements of many.
pub async fn one_more_class(
    db: &Db,
    school: SchoolId,
    teacher: PersonId,
    number: usize,
) -> ClassId {
    let title = format!("Room number {number}");
    db.write(move |tx| {
        Box::pin(async move {
            let id = class(tx, school.0, &title).await?;
            enroll(tx, school.0, id, teacher.0, "teacher").await?;
            Ok(ClassId(id))
        })
    })
    .await
    .expect("it fits")
}

/// A term of a school, and of these classes.
pub async fn term(
    db: &Db,
    school: SchoolId,
    classes: &[ClassId],
    title: &str,
    (begins, ends): (NaiveDate, NaiveDate),
) -> TermId {
    let (title, classes) = (title.to_owned(), classes.to_vec());
    db.write(move |tx| {
        Box::pin(async move {
            let id = tx.ids().uuid();
            run!(
                tx,
                "INSERT INTO term (id, school, source_id, title, begins_on, ends_on)
                 VALUES ($1, $2, $3, $3, $4, $5)",
                id,
                school,
                &title,
                begins.to_string(),
                ends.to_string()
            )?;
            for class in classes {
                run!(
                    tx,
                    "UPDATE class SET term = $2 WHERE id = $1 AND school = $3",
                    class,
                    id,
                    school
                )?;
            }
            Ok(TermId(id))
        })
    })
    .await
    .expect("it fits")
}

/// Signs an adult in without the cost of a password.
pub async fn adult_token(db: &Db, person: PersonId, now: DateTime<Utc>) -> Token {
    let begun = db
        .write(move |tx| Box::pin(begin(tx, person, None, now)))
        .await;
    begun.expect("an adult")
}

pub async fn staff(db: &Db, person: PersonId) -> Staff {
    let token = adult_token(db, person, morning()).await;
    let staff = proof::staff(db, &token, morning()).await;
    staff.expect("signed in")
}

pub async fn teacher(db: &Db, person: PersonId, class: ClassId) -> Teacher {
    let staff = staff(db, person).await;
    let teacher = proof::teaches(db, &staff, class).await;
    teacher.expect("their class")
}

/// The proof with which an adult of a class sees a child of it. A leader's view is recorded.
pub async fn of_child(db: &Db, teacher: &Teacher, child: PersonId) -> TeacherOfChild {
    let viewed = proof::view_child(db, teacher, child, "test", morning()).await;
    viewed.expect("a view")
}

/// Enrols one more tablet into the class.
pub async fn tablet(db: &Db, teacher: &Teacher) -> (Device, Token) {
    let code = device::new_code(db, teacher, morning()).await;
    let code = code.expect("a code").code;
    let enrolled = device::enrol(db, &Visitor::new(), &code, morning()).await;
    let token = enrolled
        .expect("it enrols")
        .expect("the code is good")
        .token;
    let device = proof::device(db, &token, morning()).await;
    (device.expect("enrolled"), token)
}

/// Signs a child in with their right pictures.
pub async fn child_in(db: &Db, device: &Device, child: PersonId) -> (Child, Token) {
    let tried = signin::try_pictures(db, device, child, &secret(), morning()).await;
    let (tried, token) = tried.expect("it can be tried");
    assert!(matches!(tried, SignInResult::In { .. }), "{tried:?}");
    let token = token.expect("a token");
    let child = proof::child(db, &token, morning()).await;
    (child.expect("signed in"), token)
}

/// Starts the small survey for a class.
pub async fn started(db: &Db, teacher: &Teacher) -> RunId {
    let survey = small_survey();
    let run = survey::start(
        db,
        teacher,
        &survey,
        SURVEY,
        None,
        RunSettings::default(),
        morning(),
    )
    .await;
    run.expect("it starts")
}

/// The console.
pub fn console() -> Office {
    Office::at_the_console()
}

/// Something a child does, under a new id.
pub fn act(db: &Db, child: &Child, seq: u64, op: Op) -> Event {
    Event {
        id: EventId(db.ids().uuid()),
        device: child.device(),
        seq,
        session: child.session(),
        child: child.id(),
        at: DateTime::from_timestamp_millis(to_millis(morning())).expect("a time"),
        op,
    }
}

/// An answer of cards in places.
pub fn answer(item: &str, rev: u32, placed: &[(&str, &str)], done: bool) -> Answer {
    let placed = placed.iter().map(|(card, place)| Placement {
        card: (*card).to_owned(),
        place: (*place).to_owned(),
    });
    Answer {
        item: item.to_owned(),
        rev,
        given: AnswerValue::Placed(placed.collect()),
        done,
        took_ms: 4_000,
    }
}
