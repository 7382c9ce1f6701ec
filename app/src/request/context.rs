//! What the process hands to every request.

use super::{heavy_work::HeavyWork, sign_in_count::SignInCounts};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    assessment::Preset,
    plan::{GoalBook, SchoolDay},
    survey::Survey,
};
use std::{collections::BTreeMap, net::IpAddr, sync::Arc};
use store::Db;

/// Reads the time; tests move it.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The school date of an instant.
pub type Dates = Arc<dyn Fn(DateTime<Utc>) -> NaiveDate + Send + Sync>;

/// A code that an address may not try too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attempt {
    EnrolCode,
    BesideCode,
}

/// Answers how many seconds to wait, if there were too many attempts.
pub type Limiter = Arc<dyn Fn(Attempt, IpAddr) -> Result<(), u32> + Send + Sync>;

/// A survey as it was loaded and checked at start.
#[derive(Clone, Debug)]
pub struct LoadedSurvey {
    pub survey: Survey,
    /// The file as it was read: what a version's immutability is held against.
    pub body: String,
}

/// What the process hands to every request.
#[derive(Clone)]
pub struct Ctx {
    pub db: Db,
    pub clock: Clock,
    pub dates: Dates,
    pub surveys: Arc<Vec<LoadedSurvey>>,
    /// The ready-made goals.
    pub book: Arc<GoalBook>,
    /// How the files of scores are read that are known.
    pub presets: Arc<Vec<Preset>>,
    /// Names of built files to their addresses, e.g. "home.js" to "/pkg/home.1a2b3c4d.js".
    pub assets: Arc<BTreeMap<String, String>>,
    pub limiter: Limiter,
    /// How often somebody came in, or did not.
    pub sign_ins: Arc<SignInCounts>,
    /// Where work goes that takes long.
    pub heavy_work: HeavyWork,
    /// False only where tablets reach the server without TLS, by the office's express wish.
    pub secure_cookies: bool,
}

impl Ctx {
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Today at school.
    pub fn today(&self) -> NaiveDate {
        (self.dates)(self.now())
    }

    /// Today at school, and when it ends.
    pub fn school_day(&self) -> SchoolDay {
        SchoolDay::found(self.now(), |at| (self.dates)(at))
    }
}
