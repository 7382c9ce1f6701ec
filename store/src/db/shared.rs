//! What all handles to a database share: the id source, the bell, and what never changes once it is
//! written and so is read but once.

use super::{Ids, Tx};
use crate::{Result, StoreError};
use domain::{
    ids::{ClassId, DeviceId, PersonId, ResponseId, RunId, SchoolId, SessionId},
    survey::{Answer, Attention, Item, Progress, Run, Survey},
};
use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::broadcast;

/// Most entries of one kind held; more start afresh.
const MOST_HELD: usize = 20_000;

pub(crate) struct Shared {
    pub(super) ids: Ids,
    pub(super) changes: broadcast::Sender<ClassId>,
    surveys: Cache<(SchoolId, String, u32), Paper>,
    stays: Cache<SessionId, Stay>,
    responses: Cache<ResponseId, Held>,
}

/// A child's session, as far as it never changes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stay {
    pub(crate) child: PersonId,
    pub(crate) device: DeviceId,
}

/// A response, as far as it never changes.
pub(crate) struct Held {
    pub(crate) child: PersonId,
    pub(crate) class: ClassId,
    pub(crate) run: RunId,
    pub(crate) grade: u8,
    pub(crate) whole: bool,
    pub(crate) chosen: Vec<String>,
    pub(crate) seed: u64,
    pub(crate) paper: Arc<Paper>,
}

/// A version of a survey.
pub(crate) struct Paper {
    pub(crate) survey: Survey,
    /// Its items with every card any child may meet in them.
    items: HashMap<String, Item>,
    /// The same once more, to count answers on without copying it each time.
    desk: Mutex<Run>,
}

impl Paper {
    fn new(survey: Survey) -> Self {
        let run = Run {
            survey: survey.clone(),
            grade: 0,
            whole: false,
            chosen: Vec::new(),
            seed: 0,
            answers: Answers::new(),
        };
        let whole = |item: &Item| Some((item.id.clone(), survey.with_all_cards(&item.id)?));
        Self {
            items: survey.items.iter().filter_map(whole).collect(),
            survey,
            desk: Mutex::new(run),
        }
    }

    /// An item as answers from tablets are held against it.
    pub(crate) fn item(&self, id: &str) -> Option<&Item> {
        self.items.get(id)
    }
}

impl Held {
    /// How far these answers are, and how they came about.
    pub(crate) fn tally(&self, answers: Answers) -> (Progress, Attention) {
        let mut run = self
            .paper
            .desk
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        run.grade = self.grade;
        run.whole = self.whole;
        run.chosen.clone_from(&self.chosen);
        run.seed = self.seed;
        run.answers = answers;
        (run.progress(), run.attention())
    }
}

type Answers = BTreeMap<String, Answer>;

struct Cache<K, V>(Mutex<HashMap<K, Arc<V>>>);

impl<K: Eq + Hash, V> Cache<K, V> {
    fn new() -> Self {
        Self(Mutex::new(HashMap::new()))
    }

    fn get(&self, key: &K) -> Option<Arc<V>> {
        let map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        map.get(key).cloned()
    }

    fn put(&self, key: K, value: V) -> Arc<V> {
        let value = Arc::new(value);
        let mut map = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if map.len() >= MOST_HELD {
            map.clear();
        }
        map.insert(key, Arc::clone(&value));
        value
    }
}

impl Shared {
    pub(super) fn new() -> Self {
        Self {
            ids: Ids,
            changes: broadcast::channel(4096).0,
            surveys: Cache::new(),
            stays: Cache::new(),
            responses: Cache::new(),
        }
    }

    pub(super) fn tell(&self, classes: impl IntoIterator<Item = ClassId>) {
        for class in classes {
            // No receiver is no error: nobody watches.
            drop(self.changes.send(class));
        }
    }
}

impl Tx {
    /// A stored version of a survey.
    pub(crate) async fn survey(
        &mut self,
        school: SchoolId,
        id: &str,
        version: u32,
    ) -> Result<Arc<Paper>> {
        let key = (school, id.to_owned(), version);
        if let Some(held) = self.shared.surveys.get(&key) {
            return Ok(held);
        }
        let row: Option<(String,)> = find!(
            self,
            "SELECT body FROM survey_version WHERE school = $1 AND survey = $2 AND version = $3",
            school.0,
            id,
            i64::from(version),
        )?;
        let (body,) = row.ok_or(StoreError::NotFound)?;
        let survey = serde_json::from_str(&body).map_err(|_| StoreError::Unreadable("survey"))?;
        Ok(self.shared.surveys.put(key, Paper::new(survey)))
    }

    /// A child's session of this school, ended or not.
    pub(crate) async fn stay(
        &mut self,
        school: SchoolId,
        id: SessionId,
    ) -> Result<Option<Arc<Stay>>> {
        if let Some(held) = self.shared.stays.get(&id) {
            return Ok(Some(held));
        }
        let row: Option<(uuid::Uuid, uuid::Uuid)> = find!(
            self,
            "SELECT person, device FROM session
             WHERE id = $1 AND school = $2 AND device IS NOT NULL",
            id.0,
            school.0,
        )?;
        Ok(row.map(|(child, device)| {
            let stay = Stay {
                child: PersonId(child),
                device: DeviceId(device),
            };
            self.shared.stays.put(id, stay)
        }))
    }

    /// A response of this school.
    pub(crate) async fn response(
        &mut self,
        school: SchoolId,
        id: ResponseId,
    ) -> Result<Option<Arc<Held>>> {
        if let Some(held) = self.shared.responses.get(&id) {
            return Ok(Some(held));
        }
        let row: Option<ResponseRow> = find!(
            self,
            "SELECT r.child, r.run, r.grade, r.seed, u.class, u.survey, u.version, u.whole, u.chosen
             FROM response r JOIN survey_run u ON u.id = r.run
             WHERE r.id = $1 AND r.school = $2",
            id.0,
            school.0,
        )?;
        let Some(row) = row else { return Ok(None) };
        let paper = self
            .survey(school, &row.survey, version(row.version)?)
            .await?;
        let held = Held {
            child: PersonId(row.child),
            class: ClassId(row.class),
            run: RunId(row.run),
            grade: grade(row.grade)?,
            whole: row.whole,
            chosen: chosen(&row.chosen)?,
            seed: row.seed.cast_unsigned(),
            paper,
        };
        Ok(Some(self.shared.responses.put(id, held)))
    }
}

#[derive(sqlx::FromRow)]
struct ResponseRow {
    child: uuid::Uuid,
    run: uuid::Uuid,
    grade: i64,
    seed: i64,
    class: uuid::Uuid,
    survey: String,
    version: i64,
    whole: bool,
    chosen: String,
}

pub(crate) fn version(stored: i64) -> Result<u32> {
    u32::try_from(stored).map_err(|_| StoreError::Unreadable("survey version"))
}

pub(crate) fn grade(stored: i64) -> Result<u8> {
    u8::try_from(stored).map_err(|_| StoreError::Unreadable("grade"))
}

pub(crate) fn chosen(stored: &str) -> Result<Vec<String>> {
    serde_json::from_str(stored).map_err(|_| StoreError::Unreadable("chosen cards"))
}
