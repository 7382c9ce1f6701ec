//! What shows how a goal goes: the pieces that stand, their pictures, and what adults write beside.

use crate::{
    Db, Result, StoreError, Tx,
    class::child_name,
    proof::{Child, Device, Teacher},
    stored::{day, json, kind, ms, small, word},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    evidence::{Kind, LONGEST, MOST, Media, OfGoal, Sentence, Shown, Unfit, check},
    ids::{EvidenceId, GoalId, PersonId, SchoolId},
    plan::{Goal, GoalState, Text},
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    goal: Uuid,
    kind: String,
    rev: i64,
    said: Option<String>,
    made_on: String,
    has_picture: bool,
    made_by: Uuid,
    given: String,
    family: String,
}

impl Row {
    fn shown(self, child: PersonId, reader: PersonId) -> Result<Shown> {
        let read = |it: &String| {
            serde_json::from_str::<Sentence>(it).map_err(|_| StoreError::Unreadable("evidence"))
        };
        let name = format!("{} {}", self.given, self.family);
        Ok(Shown {
            evidence: EvidenceId(self.id),
            goal: GoalId(self.goal),
            kind: kind(self.kind)?,
            rev: small(self.rev)?,
            on: day(&self.made_on)?,
            sentence: self.said.as_ref().map(read).transpose()?,
            has_picture: self.has_picture,
            by: (self.made_by != child.0).then(|| name.trim().to_owned()),
            mine: self.made_by == reader.0,
        })
    }
}

/// The pieces of a child's goals that stand, the newest first, as somebody reads them.
async fn pieces(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    reader: PersonId,
) -> Result<Vec<Shown>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT e.id, e.goal, e.kind, e.rev, e.said, e.made_on, p.given, p.family,
             e.made_by,
             EXISTS (SELECT 1 FROM evidence_picture i WHERE i.evidence = e.id) AS has_picture
         FROM evidence e JOIN person p ON p.id = e.made_by
         WHERE e.child = $1 AND e.school = $2 AND NOT e.taken_back
         ORDER BY e.made_on DESC, e.taken_at DESC, e.id DESC LIMIT 300",
        child.0,
        school.0
    )?;
    rows.into_iter().map(|it| it.shown(child, reader)).collect()
}

/// The signed-in child's own, and what adults wrote beside.
pub async fn list_mine(db: &Db, child: &Child) -> Result<Vec<Shown>> {
    let child = *child;
    db.read(move |tx| Box::pin(pieces(tx, child.school(), child.id(), child.id())))
        .await
}

/// Those of a child of the class, goal by goal; a living goal without any is there too.
pub async fn list_of_child(db: &Db, teacher: &Teacher, child: PersonId) -> Result<Vec<OfGoal>> {
    teacher.must(Action::SeePlan)?;
    let teacher = *teacher;
    db.read(move |tx| {
        Box::pin(async move {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
            let pieces = pieces(tx, teacher.school(), child, teacher.person()).await?;
            let goals: Vec<(String,)> = list!(
                tx,
                "SELECT body FROM goal WHERE child = $1 AND school = $2
                 ORDER BY made_at DESC, id DESC LIMIT 100",
                child.0,
                teacher.school().0
            )?;
            let goals = goals.iter().map(|(body,)| {
                serde_json::from_str(body).map_err(|_| StoreError::Unreadable("goal"))
            });
            let goals: Vec<Goal> = goals.collect::<Result<_>>()?;
            Ok(of_goals(goals, &pieces))
        })
    })
    .await
}

fn of_goals(goals: Vec<Goal>, pieces: &[Shown]) -> Vec<OfGoal> {
    let of = |goal: Goal| {
        let own = pieces.iter().filter(|it| it.goal == goal.id);
        let own: Vec<Shown> = own.cloned().collect();
        let is_shown = !own.is_empty() || goal.state == GoalState::Living;
        is_shown.then_some(OfGoal {
            goal: goal.id,
            title: goal.title,
            pieces: own,
        })
    };
    goals.into_iter().filter_map(of).collect()
}

/// What became of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    Now,
    /// It was here already, or its piece was taken back meanwhile.
    Before,
}

/// Keeps the picture of a piece that this tablet said before; the first one stays, and the same
/// again changes nothing.
pub async fn keep_picture(
    db: &Db,
    device: &Device,
    id: EvidenceId,
    bytes: Vec<u8>,
) -> Result<Kept> {
    let media = media(&bytes)?;
    let device = *device;
    db.write(move |tx| Box::pin(keep_in(tx, device, id, media, bytes)))
        .await
}

fn media(bytes: &[u8]) -> Result<Media> {
    check(bytes).map_err(|why| {
        let why = match why {
            Unfit::TooBig => "too-big",
            Unfit::NoPicture => "no-picture",
            Unfit::SaysWhere => "says-where",
        };
        StoreError::invalid("picture", why)
    })
}

async fn keep_in(
    tx: &mut Tx,
    device: Device,
    id: EvidenceId,
    media: Media,
    bytes: Vec<u8>,
) -> Result<Kept> {
    let row: Option<(Uuid, String, bool, Option<Vec<u8>>)> = find!(
        tx,
        "SELECT e.child, e.kind, e.taken_back,
             (SELECT i.digest FROM evidence_picture i WHERE i.evidence = e.id)
         FROM evidence e JOIN event v ON v.id = e.event
         WHERE e.id = $1 AND e.school = $2 AND v.device = $3",
        id.0,
        device.school().0,
        device.id().0
    )?;
    let (child, kind, taken_back, held) = row.ok_or(StoreError::NotFound)?;
    if kind == "sentence" {
        return Err(StoreError::invalid("picture", "of-a-sentence"));
    }
    if taken_back {
        return Ok(Kept::Before);
    }
    let digest = Sha256::digest(&bytes).to_vec();
    if let Some(held) = held {
        return if held == digest {
            Ok(Kept::Before)
        } else {
            Err(StoreError::invalid("picture", "another"))
        };
    }
    run!(
        tx,
        "INSERT INTO evidence_picture (evidence, school, child, media, digest, bytes)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        id.0,
        device.school().0,
        child,
        media.name(),
        digest.clone(),
        bytes.clone()
    )?;
    Ok(Kept::Now)
}

/// A picture that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub media: Media,
    pub bytes: Vec<u8>,
}

fn picture(row: Option<(String, Vec<u8>)>) -> Result<Picture> {
    let (media, bytes) = row.ok_or(StoreError::NotFound)?;
    let media = Media::named(&media).ok_or(StoreError::Unreadable("media"))?;
    Ok(Picture { media, bytes })
}

/// A picture of the signed-in child's.
pub async fn find_my_picture(db: &Db, child: &Child, id: EvidenceId) -> Result<Picture> {
    picture(find!(
        db,
        "SELECT i.media, i.bytes FROM evidence_picture i JOIN evidence e ON e.id = i.evidence
         WHERE i.evidence = $1 AND i.child = $2 AND i.school = $3 AND NOT e.taken_back",
        id.0,
        child.id().0,
        child.school().0
    )?)
}

/// Whose a piece is, of this adult's school: for the proof that they may see the child.
pub async fn find_child_of(
    db: &Db,
    staff: &crate::proof::Staff,
    id: EvidenceId,
) -> Result<PersonId> {
    let row: Option<(Uuid,)> = find!(
        db,
        "SELECT child FROM evidence WHERE id = $1 AND school = $2",
        id.0,
        staff.school().0
    )?;
    let (child,) = row.ok_or(StoreError::NotFound)?;
    Ok(PersonId(child))
}

/// A picture of a child of the class.
pub async fn find_picture(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    id: EvidenceId,
) -> Result<Picture> {
    teacher.must(Action::SeePlan)?;
    picture(find!(
        db,
        "SELECT i.media, i.bytes FROM evidence_picture i JOIN evidence e ON e.id = i.evidence
         JOIN enrollment n ON n.person = i.child AND n.class = $4 AND n.role = 'child'
         WHERE i.evidence = $1 AND i.child = $2 AND i.school = $3 AND NOT e.taken_back",
        id.0,
        child.0,
        teacher.school().0,
        teacher.class().0
    )?)
}

/// Writes a sentence beside the child, of one of the child's goals.
pub async fn insert_sentence(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    goal: GoalId,
    text: &str,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::EditPlan)?;
    let text = text.trim().to_owned();
    if text.is_empty() {
        return Err(StoreError::invalid("sentence", "empty"));
    }
    if text.chars().count() > LONGEST {
        return Err(StoreError::invalid("sentence", "too-long"));
    }
    let teacher = *teacher;
    let sentence = Sentence {
        picture: None,
        text: Text::Own(text),
    };
    db.write(move |tx| {
        Box::pin(async move {
            let made = Made {
                kind: Kind::Sentence,
                said: Some(sentence),
                today,
                now,
            };
            insert_in(tx, &teacher, child, goal, &made).await.map(drop)
        })
    })
    .await
}

/// What an adult makes.
struct Made {
    kind: Kind,
    said: Option<Sentence>,
    today: NaiveDate,
    now: DateTime<Utc>,
}

async fn insert_in(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    goal: GoalId,
    made: &Made,
) -> Result<EvidenceId> {
    let school = teacher.school();
    child_name(tx, school, teacher.class(), child).await?;
    let row: Option<(i64,)> = find!(
        tx,
        "SELECT (SELECT COUNT(*) FROM evidence e WHERE e.goal = g.id AND NOT e.taken_back)
         FROM goal g WHERE g.id = $1 AND g.child = $2 AND g.school = $3",
        goal.0,
        child.0,
        school.0
    )?;
    let (others,) = row.ok_or(StoreError::NotFound)?;
    if others >= MOST {
        return Err(StoreError::invalid("sentence", "too-many-pieces"));
    }
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO evidence (id, school, child, goal, kind, rev, said, made_on, made_by, taken_at)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)",
        id,
        school.0,
        child.0,
        goal.0,
        word(made.kind)?,
        made.said.as_ref().map(json).transpose()?,
        made.today.to_string(),
        teacher.person().0,
        ms(made.now)
    )?;
    Ok(EvidenceId(id))
}

/// Keeps an adult's photo of one of the child's goals; the same again is the same piece.
pub async fn insert_photo(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    goal: GoalId,
    bytes: Vec<u8>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<EvidenceId> {
    teacher.must(Action::EditPlan)?;
    let media = media(&bytes)?;
    let teacher = *teacher;
    let made = Made {
        kind: Kind::Photo,
        said: None,
        today,
        now,
    };
    db.write(move |tx| Box::pin(photo_in(tx, teacher, child, goal, made, media, bytes)))
        .await
}

async fn photo_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    goal: GoalId,
    made: Made,
    media: Media,
    bytes: Vec<u8>,
) -> Result<EvidenceId> {
    let digest = Sha256::digest(&bytes).to_vec();
    child_name(tx, teacher.school(), teacher.class(), child).await?;
    let held: Option<(Uuid,)> = find!(
        tx,
        "SELECT e.id FROM evidence e JOIN evidence_picture i ON i.evidence = e.id
         WHERE e.goal = $1 AND e.child = $2 AND e.made_by = $3 AND i.digest = $4
         AND NOT e.taken_back",
        goal.0,
        child.0,
        teacher.person().0,
        digest.clone()
    )?;
    if let Some((id,)) = held {
        return Ok(EvidenceId(id));
    }
    let id = insert_in(tx, &teacher, child, goal, &made).await?;
    run!(
        tx,
        "INSERT INTO evidence_picture (evidence, school, child, media, digest, bytes)
         VALUES ($1, $2, $3, $4, $5, $6)",
        id.0,
        teacher.school().0,
        child.0,
        media.name(),
        digest.clone(),
        bytes.clone()
    )?;
    Ok(id)
}

/// Takes back what this adult made; its picture is gone.
pub async fn take_back(db: &Db, teacher: &Teacher, child: PersonId, id: EvidenceId) -> Result<()> {
    teacher.must(Action::EditPlan)?;
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
            let touched = run!(
                tx,
                "UPDATE evidence SET taken_back = TRUE, rev = rev + 1
                 WHERE id = $1 AND child = $2 AND school = $3 AND made_by = $4 AND event IS NULL
                 AND NOT taken_back",
                id.0,
                child.0,
                teacher.school().0,
                teacher.person().0
            )?;
            if touched == 0 {
                return Err(StoreError::NotFound);
            }
            run!(tx, "DELETE FROM evidence_picture WHERE evidence = $1", id.0).map(drop)
        })
    })
    .await
}
