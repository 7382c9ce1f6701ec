//! What shows how a goal goes: the pieces that stand, their pictures, and what adults write beside.

use crate::{
    Db, Result, StoreError, Tx,
    column::{from_json, from_text, to_date, to_int, to_json, to_millis, to_text},
    enrollment::child_name,
    proof::{Child, Device, Teacher, TeacherOfChild},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    evidence::{
        EvidenceError, EvidenceItem, EvidenceSentence, GoalEvidence, Kind, PictureFormat, check,
    },
    ids::{EvidenceId, GoalId, PersonId, SchoolId},
    limits,
    plan::{Goal, GoalState, Text},
};
use sha2::{Digest as _, Sha256};

#[derive(sqlx::FromRow)]
struct Row {
    id: EvidenceId,
    goal: GoalId,
    kind: String,
    rev: i64,
    said: Option<String>,
    made_on: String,
    has_picture: bool,
    made_by: PersonId,
    given: String,
    family: String,
}

impl Row {
    fn piece(self, child: PersonId, reader: PersonId) -> Result<EvidenceItem> {
        let read = |it: &String| from_json::<EvidenceSentence>(it, "evidence");
        let name = format!("{} {}", self.given, self.family);
        Ok(EvidenceItem {
            evidence: self.id,
            goal: self.goal,
            kind: from_text(self.kind)?,
            rev: to_int(self.rev)?,
            on: to_date(&self.made_on)?,
            sentence: self.said.as_ref().map(read).transpose()?,
            has_picture: self.has_picture,
            by: (self.made_by != child).then(|| name.trim().to_owned()),
            mine: self.made_by == reader,
        })
    }
}

/// The pieces of a child's goals that stand, the newest first, as somebody reads them.
async fn pieces(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    reader: PersonId,
) -> Result<Vec<EvidenceItem>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT e.id, e.goal, e.kind, e.rev, e.said, e.made_on, p.given, p.family,
             e.made_by,
             EXISTS (SELECT 1 FROM evidence_picture i WHERE i.evidence = e.id) AS has_picture
         FROM evidence e JOIN person p ON p.id = e.made_by
         WHERE e.child = $1 AND e.school = $2 AND NOT e.taken_back
         ORDER BY e.made_on DESC, e.taken_at DESC, e.id DESC LIMIT 300",
        child,
        school
    )?;
    rows.into_iter().map(|it| it.piece(child, reader)).collect()
}

/// The signed-in child's own, and what adults wrote beside.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn list_mine(db: &Db, child: &Child) -> Result<Vec<EvidenceItem>> {
    transaction!(db.read, child, |tx| {
        pieces(tx, child.school(), child.id(), child.id()).await
    })
}

/// Those of a child of the class, goal by goal; a living goal without any is there too.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_of_child(db: &Db, teacher: &TeacherOfChild) -> Result<Vec<GoalEvidence>> {
    teacher.must(Action::SeePlan)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let pieces = pieces(tx, teacher.school(), child, teacher.person()).await?;
        let goals: Vec<(String,)> = list!(
            tx,
            "SELECT body FROM goal WHERE child = $1 AND school = $2
                 ORDER BY made_at DESC, id DESC LIMIT 100",
            child,
            teacher.school()
        )?;
        let goals = goals.iter().map(|(body,)| from_json(body, "goal"));
        let goals: Vec<Goal> = goals.collect::<Result<_>>()?;
        Ok(of_goals(goals, &pieces))
    })
}

fn of_goals(goals: Vec<Goal>, pieces: &[EvidenceItem]) -> Vec<GoalEvidence> {
    let of = |goal: Goal| {
        let own = pieces.iter().filter(|it| it.goal == goal.id);
        let own: Vec<EvidenceItem> = own.cloned().collect();
        let is_shown = !own.is_empty() || goal.state == GoalState::Living;
        is_shown.then_some(GoalEvidence {
            goal: goal.id,
            title: goal.title,
            pieces: own,
        })
    };
    goals.into_iter().filter_map(of).collect()
}

/// What became of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedPicture {
    Now,
    /// It was here already, or its piece was taken back meanwhile.
    Before,
}

/// Keeps the picture of a piece that this tablet said before; the first one stays, and the same
/// again changes nothing.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs; `Invalid` if what was sent breaks a
/// rule.
pub async fn save_picture(
    db: &Db,
    device: &Device,
    id: EvidenceId,
    bytes: Vec<u8>,
) -> Result<SavedPicture> {
    let media = check(&bytes)?;
    transaction!(db.write, device, |tx| {
        let row: Option<(PersonId, String, bool, Option<Vec<u8>>)> = find!(
            tx,
            "SELECT e.child, e.kind, e.taken_back,
             (SELECT i.digest FROM evidence_picture i WHERE i.evidence = e.id)
         FROM evidence e JOIN event v ON v.id = e.event
         WHERE e.id = $1 AND e.school = $2 AND v.device = $3",
            id,
            device.school(),
            device.id()
        )?;
        let (child, kind, taken_back, held) = row.ok_or(StoreError::NotFound)?;
        if kind == "sentence" {
            return Err(EvidenceError::SentenceTakesNoPicture.into());
        }
        if taken_back {
            return Ok(SavedPicture::Before);
        }
        let digest = Sha256::digest(&bytes).to_vec();
        if let Some(held) = held {
            return if held == digest {
                Ok(SavedPicture::Before)
            } else {
                Err(EvidenceError::HasAnotherPicture.into())
            };
        }
        run!(
            tx,
            "INSERT INTO evidence_picture (evidence, school, child, media, digest, bytes)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            id,
            device.school(),
            child,
            media.name(),
            digest.clone(),
            bytes.clone()
        )?;
        Ok(SavedPicture::Now)
    })
}

/// A picture that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub media: PictureFormat,
    pub bytes: Vec<u8>,
}

fn picture(row: Option<(String, Vec<u8>)>) -> Result<Picture> {
    let (media, bytes) = row.ok_or(StoreError::NotFound)?;
    let media = PictureFormat::named(&media).ok_or(StoreError::Unreadable("media"))?;
    Ok(Picture { media, bytes })
}

/// A picture of the signed-in child's.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn find_my_picture(db: &Db, child: &Child, id: EvidenceId) -> Result<Picture> {
    picture(find!(
        db,
        "SELECT i.media, i.bytes FROM evidence_picture i JOIN evidence e ON e.id = i.evidence
         WHERE i.evidence = $1 AND i.child = $2 AND i.school = $3 AND NOT e.taken_back",
        id,
        child.id(),
        child.school()
    )?)
}

/// Whose a piece is, of this adult's school: for the proof that they may see the child.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn find_child_of(
    db: &Db,
    staff: &crate::proof::Staff,
    id: EvidenceId,
) -> Result<PersonId> {
    let row: Option<(PersonId,)> = find!(
        db,
        "SELECT child FROM evidence WHERE id = $1 AND school = $2",
        id,
        staff.school()
    )?;
    let (child,) = row.ok_or(StoreError::NotFound)?;
    Ok(child)
}

/// A picture of a child of the class.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school.
pub async fn find_picture(db: &Db, teacher: &TeacherOfChild, id: EvidenceId) -> Result<Picture> {
    teacher.must(Action::SeePlan)?;
    picture(find!(
        db,
        "SELECT i.media, i.bytes FROM evidence_picture i JOIN evidence e ON e.id = i.evidence
         JOIN enrollment n ON n.person = i.child AND n.class = $4 AND n.role = 'child'
         WHERE i.evidence = $1 AND i.child = $2 AND i.school = $3 AND NOT e.taken_back",
        id,
        teacher.child(),
        teacher.school(),
        teacher.class()
    )?)
}

/// Writes a sentence beside the child, of one of the child's goals.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class; `Invalid` if what
/// was sent breaks a rule.
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
        return Err(EvidenceError::SentenceIsEmpty.into());
    }
    if text.chars().count() > limits::evidence::SENTENCE_CHARS {
        return Err(EvidenceError::SentenceIsTooLong.into());
    }
    let teacher = *teacher;
    let sentence = EvidenceSentence {
        picture: None,
        text: Text::Own(text),
    };
    transaction!(db.write, |tx| {
        let made = NewPiece {
            kind: Kind::Sentence,
            said: Some(sentence),
            today,
            now,
        };
        insert_in(tx, &teacher, child, goal, &made).await.map(drop)
    })
}

/// What an adult makes.
struct NewPiece {
    kind: Kind,
    said: Option<EvidenceSentence>,
    today: NaiveDate,
    now: DateTime<Utc>,
}

async fn insert_in(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    goal: GoalId,
    made: &NewPiece,
) -> Result<EvidenceId> {
    let school = teacher.school();
    child_name(tx, school, teacher.class(), child).await?;
    let row: Option<(i64,)> = find!(
        tx,
        "SELECT (SELECT COUNT(*) FROM evidence e WHERE e.goal = g.id AND NOT e.taken_back)
         FROM goal g WHERE g.id = $1 AND g.child = $2 AND g.school = $3",
        goal,
        child,
        school
    )?;
    let (others,) = row.ok_or(StoreError::NotFound)?;
    if others >= limits::evidence::MOST_PIECES {
        return Err(EvidenceError::TooManyPieces.into());
    }
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO evidence (id, school, child, goal, kind, rev, said, made_on, made_by, taken_at)
         VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9)",
        id,
        school,
        child,
        goal,
        to_text(made.kind)?,
        made.said.as_ref().map(to_json).transpose()?,
        made.today.to_string(),
        teacher.person(),
        to_millis(made.now)
    )?;
    Ok(EvidenceId(id))
}

/// Keeps an adult's photo of one of the child's goals; the same again is the same piece.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class; `Invalid` if what
/// was sent breaks a rule.
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
    let media = check(&bytes)?;
    let teacher = *teacher;
    let made = NewPiece {
        kind: Kind::Photo,
        said: None,
        today,
        now,
    };
    transaction!(db.write, |tx| {
        let digest = Sha256::digest(&bytes).to_vec();
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let held: Option<(EvidenceId,)> = find!(
            tx,
            "SELECT e.id FROM evidence e JOIN evidence_picture i ON i.evidence = e.id
         WHERE e.goal = $1 AND e.child = $2 AND e.made_by = $3 AND i.digest = $4
         AND NOT e.taken_back",
            goal,
            child,
            teacher.person(),
            digest.clone()
        )?;
        if let Some((id,)) = held {
            return Ok(id);
        }
        let id = insert_in(tx, &teacher, child, goal, &made).await?;
        run!(
            tx,
            "INSERT INTO evidence_picture (evidence, school, child, media, digest, bytes)
         VALUES ($1, $2, $3, $4, $5, $6)",
            id,
            teacher.school(),
            child,
            media.name(),
            digest.clone(),
            bytes.clone()
        )?;
        Ok(id)
    })
}

/// Takes back what this adult made; its picture is gone.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn take_back(db: &Db, teacher: &Teacher, child: PersonId, id: EvidenceId) -> Result<()> {
    teacher.must(Action::EditPlan)?;
    transaction!(db.write, teacher, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let touched = run!(
            tx,
            "UPDATE evidence SET taken_back = TRUE, rev = rev + 1
                 WHERE id = $1 AND child = $2 AND school = $3 AND made_by = $4 AND event IS NULL
                 AND NOT taken_back",
            id,
            child,
            teacher.school(),
            teacher.person()
        )?;
        if touched == 0 {
            return Err(StoreError::NotFound);
        }
        run!(tx, "DELETE FROM evidence_picture WHERE evidence = $1", id).map(drop)
    })
}
