//! The invented school: puts it into an empty database, with known passwords, and prints how to sign in
//! as each kind of person. Only when it is asked for.

mod weeks;

pub use weeks::Weeks;

use crate::{bundled::assessment_presets, import};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    competency::{Competency, Level, LevelDraft, LevelSource},
    ids::{ClassId, PersonId},
    school::Role,
};
use serde::Serialize;
use std::{
    collections::BTreeSet,
    io::{self, Write},
};
use store::{
    Db, StoreError, Token, class, competency, plan,
    proof::{self, Office, Visitor},
    school,
    signin::{self, Browser, NewAdult},
};

/// Every demo adult's password.
pub const PASSWORD: &str = "otters and foxes";
/// Who is shown first, as the teacher.
const TEACHER: &str = "rivera";
const LEADER: &str = "castillo";
/// Works in the office; no roster names offices.
const OFFICE: &str = "okafor";
/// Whose school that is, by its sourcedId.
const SCHOOL: &str = "org-cedar";
/// As an office pastes it.
const DAYS_OFF: &str = include_str!("../../demo/days-off.txt");
/// A Tuesday in the demo school's first term. What was seen of the children was seen on Tuesdays to
/// Fridays from then on, for it has Mondays off; whatever day it is now, that is within its year.
const SEEN_FROM: NaiveDate = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
const SEEN_WEEKS: i64 = 6;
const AFTER_SCHOOL: NaiveTime = NaiveTime::from_hms_opt(20, 30, 0).expect("a time");
/// Children shown on the terminal.
const SHOWN: usize = 5;

/// The ways to sign in.
#[derive(Debug, Serialize)]
pub struct Demo {
    pub url: String,
    pub password: &'static str,
    pub adults: Vec<DemoAdult>,
    pub children: Vec<DemoChild>,
}

#[derive(Debug, Serialize)]
pub struct DemoAdult {
    pub username: String,
    pub name: String,
    pub role: Role,
    pub school: String,
    pub classes: Vec<DemoClass>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DemoClass {
    pub id: ClassId,
    pub title: String,
}

#[derive(Debug, Serialize)]
pub struct DemoChild {
    pub child: PersonId,
    /// As on the tile.
    pub name: String,
    pub school: String,
    pub class: ClassId,
    pub class_title: String,
    /// The three pictures, in order.
    pub pictures: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    #[error("the database already holds another school; the demo only goes into an empty one")]
    NotEmpty,
    #[error("the invented school can't be imported: {0}")]
    Import(#[from] import::ImportError),
    #[error(transparent)]
    Presets(#[from] assessment_presets::PresetError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes sure that the database holds the invented school, and finds out who can sign in how. A new
/// school begins its year, or is some `weeks` into its term.
pub async fn prepare(
    db: &Db,
    url: &str,
    weeks: Option<Weeks<'_>>,
    now: DateTime<Utc>,
) -> Result<Demo, DemoError> {
    let office = Office::at_the_console();
    if signin::list_adults(db, &office).await?.is_empty() {
        import::demo(db, now).await?;
        import::assessment::demo(db, &assessment_presets::load()?, now).await?;
        add_office(db, &office, now).await?;
        set_passwords(db, &office, now).await?;
        set_days_off(db, now).await?;
        say_levels(db, now).await?;
        if let Some(weeks) = weeks {
            live(db, &weeks, now).await?;
        }
    }
    let mut demo = Demo {
        url: url.to_owned(),
        password: PASSWORD,
        adults: Vec::new(),
        children: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    for line in signin::list_adults(db, &office).await? {
        if !line.has_password {
            continue;
        }
        let token = match sign_in(db, &line.username, now).await {
            Ok(token) => token,
            Err(StoreError::Invalid(_) | StoreError::Rest { .. }) => continue,
            Err(error) => return Err(error.into()),
        };
        let staff = proof::staff(db, token.as_str(), now).await?;
        let me = school::me(db, &staff).await?;
        let mut classes = Vec::new();
        for card in class::my_classes(db, &staff).await? {
            classes.push(DemoClass {
                id: card.id,
                title: card.title.clone(),
            });
            if line.role != Role::Teacher || !seen.insert(card.id) {
                continue;
            }
            let teacher = proof::teacher(db, token.as_str(), card.id, now).await?;
            let secrets = signin::secrets(db, &teacher, now).await?;
            demo.children
                .extend(secrets.into_iter().map(|it| DemoChild {
                    child: it.child,
                    name: it.name,
                    school: me.school.clone(),
                    class: card.id,
                    class_title: card.title.clone(),
                    pictures: it.secret.into(),
                }));
        }
        signin::adult_leave(db, &staff, now).await?;
        demo.adults.push(DemoAdult {
            username: line.username,
            name: me.name,
            role: line.role,
            school: me.school,
            classes,
        });
    }
    if demo.adult(TEACHER).is_none() {
        return Err(DemoError::NotEmpty);
    }
    Ok(demo)
}

async fn add_office(db: &Db, office: &Office, now: DateTime<Utc>) -> Result<(), StoreError> {
    let adult = NewAdult {
        school: SCHOOL.to_owned(),
        username: OFFICE.to_owned(),
        given: "Ada".to_owned(),
        family: "Okafor".to_owned(),
        role: Role::Office,
    };
    signin::add_adult(db, office, adult, now).await.map(drop)
}

async fn set_days_off(db: &Db, now: DateTime<Utc>) -> Result<(), StoreError> {
    let token = sign_in(db, OFFICE, now).await?;
    let staff = proof::staff(db, token.as_str(), now).await?;
    plan::import_days_off(db, &staff, DAYS_OFF, now).await?;
    signin::adult_leave(db, &staff, now).await
}

/// Signs a demo adult in, from no browser.
async fn sign_in(db: &Db, name: &str, now: DateTime<Utc>) -> Result<Token, StoreError> {
    let (visitor, browser) = (Visitor::new(), Browser::default());
    let signed_in = signin::adult_sign_in(db, &visitor, &browser, name, PASSWORD, now).await?;
    Ok(signed_in.session)
}

async fn set_passwords(db: &Db, office: &Office, now: DateTime<Utc>) -> Result<(), StoreError> {
    for adult in signin::list_adults(db, office).await? {
        if !matches!(adult.role, Role::Teacher | Role::Leader | Role::Office) {
            continue;
        }
        let invite = signin::invite(db, office, &adult.username, now).await?;
        let visitor = Visitor::new();
        let browser = Browser::default();
        let accepted =
            signin::accept_invite(db, &visitor, &browser, &invite, PASSWORD, now).await?;
        let staff = proof::staff(db, &accepted.session, now).await?;
        signin::adult_leave(db, &staff, now).await?;
    }
    Ok(())
}

async fn live(db: &Db, weeks: &Weeks<'_>, now: DateTime<Utc>) -> Result<(), StoreError> {
    let token = sign_in(db, TEACHER, now).await?;
    let staff = proof::staff(db, token.as_str(), now).await?;
    if let Some(class) = class::my_classes(db, &staff).await?.first() {
        let teacher = proof::teacher(db, token.as_str(), class.id, now).await?;
        weeks.live(db, &teacher).await?;
    }
    signin::adult_leave(db, &staff, now).await
}

/// What the teacher saw of each child so far, so that there is something to look at: most of it is
/// got, some is on its way, and some is missing from an earlier grade.
async fn say_levels(db: &Db, now: DateTime<Utc>) -> Result<(), StoreError> {
    let token = sign_in(db, TEACHER, now).await?;
    let staff = proof::staff(db, token.as_str(), now).await?;
    let today = SEEN_FROM + TimeDelta::weeks(SEEN_WEEKS);
    for class in class::my_classes(db, &staff).await? {
        let teacher = proof::teacher(db, token.as_str(), class.id, now).await?;
        let page = competency::list_class_levels(db, &teacher, today).await?;
        for (n, row) in page.rows.iter().enumerate() {
            let taught = |it: &&Competency| it.grades.is_none_or(|it| it.first <= row.grade);
            for (at, it) in page.competencies.iter().filter(taught).enumerate() {
                let Some(draft) = seen(n, at, it) else {
                    continue;
                };
                let evening = draft.on.and_time(AFTER_SCHOOL).and_utc();
                competency::set_level(db, &teacher, row.child.child, draft, today, evening).await?;
            }
        }
    }
    signin::adult_leave(db, &staff, now).await
}

/// What was seen of the nth child's nth competency; of some nothing was.
fn seen(n: usize, at: usize, of: &Competency) -> Option<LevelDraft> {
    let (level, seen, note) = match (n * 5 + at * 3) % 7 {
        0 => return None,
        1 => (
            Level::NotYet,
            LevelSource::Observation,
            "Needs the number line beside the page.",
        ),
        2 | 5 => (
            Level::Learning,
            LevelSource::Work,
            "Two of three right in the notebook.",
        ),
        3 => (
            Level::GotIt,
            LevelSource::Conference,
            "Showed it to me without help.",
        ),
        _ => (Level::GotIt, LevelSource::Assessment, ""),
    };
    let maths = of.heading.code == "M" || level != Level::NotYet;
    let place = i64::try_from(n * 3 + at * 5).unwrap_or_default();
    let weeks = TimeDelta::weeks(place % SEEN_WEEKS);
    let days = TimeDelta::days(place % 4);
    Some(LevelDraft {
        competency: of.id,
        level,
        seen,
        note: if maths {
            note
        } else {
            "Tries when a friend is near."
        }
        .to_owned(),
        on: SEEN_FROM + weeks + days,
    })
}

impl Demo {
    fn adult(&self, username: &str) -> Option<&DemoAdult> {
        self.adults.iter().find(|it| it.username == username)
    }

    /// Writes the ways to sign in for a person at a terminal.
    pub fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let url = &self.url;
        writeln!(
            out,
            "An invented school to look around in. No real child belongs here.\n"
        )?;
        writeln!(
            out,
            "As an adult: {url}/desk   every password is: {PASSWORD}"
        )?;
        for username in [TEACHER, LEADER, OFFICE] {
            let Some(adult) = self.adult(username) else {
                continue;
            };
            let (what, of) = match adult.role {
                Role::Leader => ("leader", adult.school.as_str()),
                Role::Office => ("office", adult.school.as_str()),
                _ => ("teacher", adult.classes.first().map_or("", |it| &it.title)),
            };
            writeln!(out, "  {what:9} {username:10} {}, {of}", adult.name)?;
        }
        let others = self
            .adults
            .iter()
            .filter(|it| ![TEACHER, LEADER, OFFICE].contains(&it.username.as_str()));
        let others: Vec<_> = others.map(|it| it.username.as_str()).collect();
        writeln!(out, "  others    {}", others.join(", "))?;
        writeln!(
            out,
            "  console   here: fledge user list, fledge import oneroster|competencies PATH --dry-run\n"
        )?;
        writeln!(out, "As a child: {url}/")?;
        writeln!(
            out,
            "  1. As {TEACHER}: open the class, start the survey if none is open, then Tablets, New code."
        )?;
        writeln!(
            out,
            "  2. At {url}/ (another window, or a tablet) type the code, once."
        )?;
        writeln!(
            out,
            "  3. Tap a child, then the child's three pictures in order:"
        )?;
        let first = self.adult(TEACHER).and_then(|it| it.classes.first());
        let room = self
            .children
            .iter()
            .filter(|child| first.is_some_and(|first| child.class == first.id));
        for child in room.take(SHOWN) {
            writeln!(
                out,
                "       {:12} {}",
                child.name,
                child.pictures.join("  ")
            )?;
        }
        writeln!(
            out,
            "     Everyone's pictures are on the class's Pictures page.\n"
        )
    }
}
