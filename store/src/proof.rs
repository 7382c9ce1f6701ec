//! Who someone is. A proof has private fields and is made only here, from a session that is still
//! good and from `domain::access`; the SQL of this crate uses the ids inside it.

use crate::{Db, Result, StoreError, stored::ms, token::digest};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Lang,
    access::{Action, Relation, allows},
    ids::{ClassId, DeviceId, GoalId, PersonId, SchoolId, SessionId},
    school::Role,
};
use uuid::Uuid;

/// An adult's session that is not used for so long has ended.
pub const ADULT_IDLE: TimeDelta = TimeDelta::hours(3);
/// Every session ends so long after it began.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);
/// "Seen" is written down no more often than this.
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
pub async fn device(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Device> {
    let row: Option<(Uuid, Uuid, Uuid, i64)> = find!(
        db,
        "SELECT id, school, class, seen_at FROM device
         WHERE token_hash = $1 AND revoked_at IS NULL",
        digest(token)
    )?;
    let (id, school, class, seen_at) = row.ok_or(StoreError::SignedOut)?;
    if is_older(seen_at, TABLET_SEEN_EVERY, now) {
        db.write(move |tx| {
            Box::pin(async move {
                run!(
                    tx,
                    "UPDATE device SET seen_at = $2 WHERE id = $1",
                    id,
                    ms(now)
                )
                .map(drop)
            })
        })
        .await?;
    }
    Ok(Device {
        id: DeviceId(id),
        school: SchoolId(school),
        class: ClassId(class),
    })
}

#[derive(sqlx::FromRow)]
struct ChildRow {
    session: Uuid,
    school: Uuid,
    person: Uuid,
    class: Uuid,
    device: Uuid,
    expires_at: i64,
    grade: i64,
    lang: String,
}

/// The child who signed in with this token, on a tablet that is still the class's.
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
        .filter(|row| row.expires_at > ms(now))
        .ok_or(StoreError::SignedOut)?;
    Ok(Child {
        id: PersonId(row.person),
        school: SchoolId(row.school),
        class: ClassId(row.class),
        device: DeviceId(row.device),
        session: SessionId(row.session),
        grade: crate::db::grade(row.grade)?,
        lang: Lang::parse(&row.lang).unwrap_or_default(),
    })
}

/// An adult's session.
#[derive(sqlx::FromRow)]
struct StaffRow {
    id: Uuid,
    school: Uuid,
    person: Uuid,
    role: String,
    expires_at: i64,
    seen_at: i64,
}

impl StaffRow {
    /// The proof, if the session is still good.
    async fn prove(self, db: &Db, now: DateTime<Utc>) -> Result<Staff> {
        let idle = ms(now) - self.seen_at > ADULT_IDLE.num_milliseconds();
        let role = Role::parse(&self.role).ok_or(StoreError::Unreadable("role"))?;
        if self.expires_at <= ms(now) || idle || role == Role::Child {
            return Err(StoreError::SignedOut);
        }
        let id = self.id;
        if is_older(self.seen_at, SEEN_EVERY, now) {
            db.write(move |tx| {
                Box::pin(async move {
                    run!(
                        tx,
                        "UPDATE session SET seen_at = $2 WHERE id = $1",
                        id,
                        ms(now)
                    )
                    .map(drop)
                })
            })
            .await?;
        }
        Ok(Staff {
            person: PersonId(self.person),
            school: SchoolId(self.school),
            role,
            session: SessionId(id),
        })
    }
}

/// The adult who signed in with this token.
pub async fn staff(db: &Db, token: &str, now: DateTime<Utc>) -> Result<Staff> {
    let row: Option<StaffRow> = find!(
        db,
        "SELECT s.id, s.school, s.person, p.role, s.expires_at, s.seen_at
         FROM session s JOIN person p ON p.id = s.person
         WHERE s.token_hash = $1 AND s.device IS NULL AND s.ended_at IS NULL AND p.active",
        digest(token)
    )?;
    row.ok_or(StoreError::SignedOut)?.prove(db, now).await
}

fn is_older(seen_at: i64, than: TimeDelta, now: DateTime<Utc>) -> bool {
    (ms(now) - seen_at).abs() > than.num_milliseconds()
}

/// An adult who may see this class.
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
        class.0
    )?;
    let AtClass { staff, own, seq } = row.ok_or(StoreError::SignedOut)?;
    let staff = staff.prove(db, now).await?;
    let seq = seq.ok_or(StoreError::NotFound)?;
    Ok((staff, staff.of_class(class, own)?, seq))
}

/// The same, of an adult already known.
pub async fn teaches(db: &Db, staff: &Staff, class: ClassId) -> Result<Teacher> {
    let row: Option<(bool,)> = find!(
        db,
        "SELECT EXISTS (SELECT 1 FROM enrollment e
                        WHERE e.class = c.id AND e.person = $3 AND e.role = 'teacher')
         FROM class c WHERE c.id = $1 AND c.school = $2 AND c.active",
        class.0,
        staff.school.0,
        staff.person.0
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

/// An adult who may see this child: proof for a class of theirs the child is in.
pub async fn teacher_of_child(
    db: &Db,
    token: &str,
    child: PersonId,
    now: DateTime<Utc>,
) -> Result<Teacher> {
    let staff = staff(db, token, now).await?;
    let classes: Vec<(Uuid,)> = list!(
        db,
        "SELECT e.class FROM enrollment e JOIN class c ON c.id = e.class AND c.active
         WHERE e.person = $1 AND e.school = $2 AND e.role = 'child' ORDER BY e.class",
        child.0,
        staff.school.0
    )?;
    for (class,) in classes {
        match teaches(db, &staff, ClassId(class)).await {
            Err(StoreError::NotFound) => {}
            found => return found,
        }
    }
    Err(StoreError::NotFound)
}

/// The teacher who sat down beside this child with a code, in this stay of the child; for as long
/// as they teach the class.
pub async fn beside(db: &Db, child: &Child, token: &str, now: DateTime<Utc>) -> Result<Beside> {
    let row: Option<(Uuid, Uuid)> = find!(
        db,
        "SELECT b.teacher, b.goal FROM beside b
         JOIN enrollment e ON e.class = b.class AND e.person = b.teacher AND e.role = 'teacher'
         JOIN person p ON p.id = b.teacher AND p.active AND p.role = 'teacher'
         WHERE b.token_hash = $1 AND b.session = $2 AND b.child = $3 AND b.class = $4
         AND b.ended_at IS NULL AND b.expires_at > $5",
        digest(token),
        child.session.0,
        child.id.0,
        child.class.0,
        ms(now)
    )?;
    let (teacher, goal) = row.ok_or(StoreError::NotFound)?;
    if !allows(Role::Teacher, Action::SitBeside, Relation::SameClass) {
        return Err(StoreError::NotFound);
    }
    Ok(Beside {
        teacher: PersonId(teacher),
        school: child.school,
        class: child.class,
        child: child.id,
        goal: GoalId(goal),
    })
}
