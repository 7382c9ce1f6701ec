//! Who someone is. A proof has private fields and is made only here, from a session that is still
//! good and from `domain::access`; the SQL of this crate uses the ids inside it.

mod seen;
mod token;

pub use seen::write_seen;
pub use token::Token;
pub(crate) use token::digest;

use crate::{
    Db, Result, StoreError, Tx,
    audit::{View, record_view},
    column::to_millis,
    lasting::latest_end,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Lang,
    access::{Action, Relation, allows},
    ids::{ClassId, DeviceId, GoalId, PersonId, SchoolId, SessionId},
    limits,
    school::Role,
};
use seen::{Seen, last_seen};
use std::ops::Deref;

/// "Seen" is noted no more often than this.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(5);
/// The same of a tablet, which speaks each minute: the board says which has gone quiet.
const TABLET_SEEN_EVERY: TimeDelta = TimeDelta::seconds(45);

/// Anyone at all: says "public" aloud.
#[derive(Clone, Copy, Debug)]
pub struct Visitor(());

impl Visitor {
    #[expect(clippy::new_without_default, reason = "to be said aloud")]
    pub fn new() -> Self {
        Self(())
    }
}

/// Who sits at the machine itself.
#[derive(Clone, Copy, Debug)]
pub struct Office(());

impl Office {
    /// For the command line, never for a request.
    pub fn at_the_console() -> Self {
        Self(())
    }
}

macro_rules! proofs {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name { $($field: $kind),+ }

        impl $name {
            $(pub fn $field(&self) -> $kind { self.$field })+
        }
    )+};
}

proofs! {
    /// An enrolled tablet.
    Device { id: DeviceId, school: SchoolId, class: ClassId }
    /// A child signed in on a tablet, in an open class.
    Child {
        id: PersonId,
        school: SchoolId,
        class: ClassId,
        device: DeviceId,
        session: SessionId,
        grade: u8,
        lang: Lang,
    }
    /// A signed-in adult of the school, before a class is named.
    Staff { person: PersonId, school: SchoolId, role: Role, session: SessionId }
    /// An adult who may see one class; what else they may there, each function asks.
    Teacher {
        person: PersonId,
        school: SchoolId,
        class: ClassId,
        session: SessionId,
        role: Role,
        relation: Relation,
    }
    /// An adult who sees one child of a class of theirs. Whatever shows a child's data asks for this
    /// proof, and making it records a leader's view in the audit log: who forgets it does not
    /// compile.
    TeacherOfChild { teacher: Teacher, child: PersonId }
    /// A teacher who sits beside a signed-in child, on the child's tablet: for one goal, for some
    /// minutes, and nothing else.
    Beside {
        teacher: PersonId,
        school: SchoolId,
        class: ClassId,
        child: PersonId,
        goal: GoalId,
    }
}

/// With one child of a class they may do what they may do in the class.
impl Deref for TeacherOfChild {
    type Target = Teacher;

    fn deref(&self) -> &Teacher {
        &self.teacher
    }
}

impl Staff {
    /// Asked by each function of the adult's own account or school that takes the proof.
    pub(crate) fn must(&self, action: Action) -> Result<()> {
        match allows(self.role, action, Relation::Own) {
            true => Ok(()),
            false => Err(StoreError::NotFound),
        }
    }
}

impl Teacher {
    /// Whether they may do this in the class; asked by each function that takes the proof.
    pub fn may(&self, action: Action) -> bool {
        allows(self.role, action, self.relation)
    }

    pub(crate) fn must(&self, action: Action) -> Result<()> {
        if self.may(action) {
            Ok(())
        } else {
            Err(StoreError::NotFound)
        }
    }
}

/// The tablet that carries this token.
///
/// # Errors
/// `SignedOut` if the session has ended.
pub async fn device(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Device> {
    let row: Option<(DeviceId, SchoolId, ClassId, i64)> = find!(
        db,
        "SELECT id, school, class, seen_at FROM device
         WHERE token_hash = $1 AND revoked_at IS NULL",
        digest(token)
    )?;
    let (id, school, class, seen_at) = row.ok_or(StoreError::SignedOut)?;
    seen::note(db, Seen::Device(id), seen_at, TABLET_SEEN_EVERY, now);
    Ok(Device { id, school, class })
}

/// The tablet that once sent something that lies here, enrolled or not.
pub(crate) async fn device_that_sent(tx: &mut Tx, id: DeviceId) -> Result<Device> {
    let row: Option<(SchoolId, ClassId)> =
        find!(tx, "SELECT school, class FROM device WHERE id = $1", id)?;
    let (school, class) = row.ok_or(StoreError::NotFound)?;
    Ok(Device { id, school, class })
}

#[derive(sqlx::FromRow)]
struct ChildRow {
    session: SessionId,
    school: SchoolId,
    person: PersonId,
    class: ClassId,
    device: DeviceId,
    expires_at: i64,
    grade: i64,
    lang: String,
}

/// The child who signed in with this token, on a tablet that is still the class's. One who signed in
/// while the clock ran ahead stays: closing the class ends their session, whatever its time.
///
/// # Errors
/// `SignedOut` if the session has ended.
pub async fn child(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Child> {
    let row: Option<ChildRow> = find!(
        db,
        "SELECT s.id AS session, s.school, s.person, s.class, s.device, s.expires_at,
             p.grade, p.lang
         FROM session s JOIN person p ON p.id = s.person
         WHERE s.token_hash = $1 AND s.device IS NOT NULL AND s.ended_at IS NULL
         AND p.active AND p.role = 'child'",
        digest(token)
    )?;
    let row = row
        .filter(|row| row.expires_at > to_millis(now))
        .ok_or(StoreError::SignedOut)?;
    Ok(Child {
        id: row.person,
        school: row.school,
        class: row.class,
        device: row.device,
        session: row.session,
        grade: crate::column::to_int(row.grade)?,
        lang: Lang::parse(&row.lang).unwrap_or_default(),
    })
}

/// An adult's session.
#[derive(sqlx::FromRow)]
struct StaffRow {
    id: SessionId,
    school: SchoolId,
    person: PersonId,
    role: String,
    expires_at: i64,
    seen_at: i64,
}

impl StaffRow {
    /// The proof, if the session is still good.
    fn prove(self, db: &Db, now: DateTime<Utc>) -> Result<Staff> {
        let seen_at = last_seen(db, Seen::Session(self.id), self.seen_at);
        let idle = to_millis(now) - seen_at > limits::account::SESSION_IDLE.num_milliseconds();
        let role = Role::parse(&self.role).ok_or(StoreError::Unreadable("role"))?;
        let ended = self.expires_at <= to_millis(now)
            || self.expires_at > latest_end(now, limits::account::SESSION_LASTS);
        if ended || idle || role == Role::Child {
            return Err(StoreError::SignedOut);
        }
        seen::note(db, Seen::Session(self.id), self.seen_at, SEEN_EVERY, now);
        Ok(Staff {
            person: self.person,
            school: self.school,
            role,
            session: self.id,
        })
    }
}

/// The adult who signed in with this token.
///
/// # Errors
/// `SignedOut` if the session has ended.
pub async fn staff(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Staff> {
    let row: Option<StaffRow> = find!(
        db,
        "SELECT s.id, s.school, s.person, p.role, s.expires_at, s.seen_at
         FROM session s JOIN person p ON p.id = s.person
         WHERE s.token_hash = $1 AND s.device IS NULL AND s.ended_at IS NULL AND p.active",
        digest(token)
    )?;
    row.ok_or(StoreError::SignedOut)?.prove(db, now)
}

/// An adult who may see this class.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs; `SignedOut` if the session has
/// ended.
pub async fn teacher(db: &Db, token: &str, class: ClassId, now: DateTime<Utc>) -> Result<Teacher> {
    let (_, teacher, _) = teacher_at(db, token, class, now).await?;
    Ok(teacher)
}

#[derive(sqlx::FromRow)]
struct AtClass {
    #[sqlx(flatten)]
    staff: StaffRow,
    own: bool,
    /// None where the school has no such class.
    seq: Option<i64>,
}

/// The same, with the class's sequence: the last change of its board.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs; `SignedOut` if the session has
/// ended.
pub async fn teacher_at(
    db: &Db,
    token: &str,
    class: ClassId,
    now: DateTime<Utc>,
) -> Result<(Staff, Teacher, i64)> {
    let row: Option<AtClass> = find!(
        db,
        "SELECT s.id, s.school, s.person, p.role, s.expires_at, s.seen_at, c.seq,
             EXISTS (SELECT 1 FROM enrollment e
                     WHERE e.class = c.id AND e.person = p.id AND e.role = 'teacher') AS own
         FROM session s JOIN person p ON p.id = s.person
         LEFT JOIN class c ON c.id = $2 AND c.school = s.school AND c.active
         WHERE s.token_hash = $1 AND s.device IS NULL AND s.ended_at IS NULL AND p.active",
        digest(token),
        class
    )?;
    let AtClass { staff, own, seq } = row.ok_or(StoreError::SignedOut)?;
    let staff = staff.prove(db, now)?;
    let seq = seq.ok_or(StoreError::NotFound)?;
    Ok((staff, staff.of_class(class, own)?, seq))
}

/// The same, of an adult already known.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn teaches(db: &Db, staff: &Staff, class: ClassId) -> Result<Teacher> {
    let row: Option<(bool,)> = find!(
        db,
        "SELECT EXISTS (SELECT 1 FROM enrollment e
                        WHERE e.class = c.id AND e.person = $3 AND e.role = 'teacher')
         FROM class c WHERE c.id = $1 AND c.school = $2 AND c.active",
        class,
        staff.school,
        staff.person
    )?;
    let (own,) = row.ok_or(StoreError::NotFound)?;
    staff.of_class(class, own)
}

impl Staff {
    /// The proof for a class of the school, which is their own or another's.
    fn of_class(&self, class: ClassId, own: bool) -> Result<Teacher> {
        let relation = if own {
            Relation::SameClass
        } else {
            Relation::OtherClass
        };
        if !allows(self.role, Action::SeeBoard, relation) {
            return Err(StoreError::NotFound);
        }
        Ok(Teacher {
            person: self.person,
            school: self.school,
            class,
            session: self.session,
            role: self.role,
            relation,
        })
    }
}

/// An adult who may see this child, through a class of theirs the child is in. Records that a leader
/// views `page` of the child's; a teacher's view is not recorded.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs; `SignedOut` if the session has
/// ended.
pub async fn teacher_of_child(
    db: &Db,
    token: &str,
    child: PersonId,
    page: &str,
    now: DateTime<Utc>,
) -> Result<TeacherOfChild> {
    let staff = staff(db, token, now).await?;
    let classes: Vec<(ClassId,)> = list!(
        db,
        "SELECT e.class FROM enrollment e JOIN class c ON c.id = e.class AND c.active
         WHERE e.person = $1 AND e.school = $2 AND e.role = 'child' ORDER BY e.class",
        child,
        staff.school
    )?;
    for (class,) in classes {
        match teaches(db, &staff, class).await {
            Err(StoreError::NotFound) => {}
            Err(error) => return Err(error),
            Ok(teacher) => return view_child(db, &teacher, child, page, now).await,
        }
    }
    Err(StoreError::NotFound)
}

/// The same where the teacher of the class is known, and many of its children are shown at once.
///
/// # Errors
/// Only if the view can't be recorded; whether the child is of the class, what shows it asks.
pub async fn view_child(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    page: &str,
    now: DateTime<Utc>,
) -> Result<TeacherOfChild> {
    if teacher.role == Role::Leader {
        let view = View {
            school: teacher.school,
            who: teacher.person,
            child,
            page: page.to_owned(),
            now,
        };
        record_view(db, view).await?;
    }
    Ok(TeacherOfChild {
        teacher: *teacher,
        child,
    })
}

/// The teacher who sat down beside this child with a code, in this stay of the child; for as long
/// as they teach the class.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn beside(db: &Db, child: &Child, token: &str, now: DateTime<Utc>) -> Result<Beside> {
    let row: Option<(PersonId, GoalId)> = find!(
        db,
        "SELECT b.teacher, b.goal FROM beside b
         JOIN enrollment e ON e.class = b.class AND e.person = b.teacher AND e.role = 'teacher'
         JOIN person p ON p.id = b.teacher AND p.active AND p.role = 'teacher'
         WHERE b.token_hash = $1 AND b.session = $2 AND b.child = $3 AND b.class = $4
         AND b.ended_at IS NULL AND b.expires_at > $5 AND b.expires_at <= $6",
        digest(token),
        child.session,
        child.id,
        child.class,
        to_millis(now),
        latest_end(now, limits::together::BESIDE_LASTS)
    )?;
    let (teacher, goal) = row.ok_or(StoreError::NotFound)?;
    if !allows(Role::Teacher, Action::SitBeside, Relation::SameClass) {
        return Err(StoreError::NotFound);
    }
    Ok(Beside {
        teacher,
        school: child.school,
        class: child.class,
        child: child.id,
        goal,
    })
}
