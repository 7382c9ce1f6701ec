//! Versions of surveys and what never changes of a response: read once and kept in memory.

use crate::{
    Result, StoreError, Tx,
    column::{from_json, to_int},
    db::Cache,
};
use domain::{
    ids::{ClassId, PersonId, ResponseId, RunId, SchoolId},
    survey::{Answer, Attention, Card, Item, Progress, Run, Survey},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

#[derive(Default)]
struct Surveys {
    versions: Cache<(SchoolId, String, u32), SurveyVersion>,
    /// Those of runs that have cards of their own.
    runs: Cache<RunId, SurveyVersion>,
    responses: Cache<ResponseId, CachedResponse>,
}

/// A response, as far as it never changes; but the child's record may go into another, and the response
/// with it: who finds another's reads it anew.
pub(crate) struct CachedResponse {
    pub(crate) child: PersonId,
    pub(crate) class: ClassId,
    pub(crate) run: RunId,
    pub(crate) grade: u8,
    pub(crate) whole: bool,
    pub(crate) chosen: Vec<String>,
    pub(crate) seed: u64,
    pub(crate) survey_version: Arc<SurveyVersion>,
}

/// A version of a survey.
pub(crate) struct SurveyVersion {
    pub(crate) survey: Survey,
    /// Its items with every card any child may meet in them.
    items: HashMap<String, Item>,
    /// The same once more, to count answers on without copying it each time.
    scratch: Mutex<Run>,
}

impl SurveyVersion {
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
            scratch: Mutex::new(run),
        }
    }

    /// An item as answers from tablets are checked against it.
    pub(crate) fn item(&self, id: &str) -> Option<&Item> {
        self.items.get(id)
    }
}

impl CachedResponse {
    /// How far these answers are, and how they came about.
    pub(crate) fn tally(&self, answers: Answers) -> (Progress, Attention) {
        let mut run = self
            .survey_version
            .scratch
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

impl Tx {
    /// A stored version of a survey.
    pub(crate) async fn survey(
        &mut self,
        school: SchoolId,
        id: &str,
        version: u32,
    ) -> Result<Arc<SurveyVersion>> {
        let key = (school, id.to_owned(), version);
        if let Some(cached) = self.cache::<Surveys>().versions.get(&key) {
            return Ok(cached);
        }
        let row: Option<(String,)> = find!(
            self,
            "SELECT body FROM survey_version WHERE school = $1 AND survey = $2 AND version = $3",
            school,
            id,
            i64::from(version),
        )?;
        let (body,) = row.ok_or(StoreError::NotFound)?;
        let survey = from_json(&body, "survey")?;
        Ok(self
            .cache::<Surveys>()
            .versions
            .put(key, SurveyVersion::new(survey)))
    }

    /// A response of this school, whatever was kept of it in memory.
    pub(crate) async fn response_anew(
        &mut self,
        school: SchoolId,
        id: ResponseId,
    ) -> Result<Option<Arc<CachedResponse>>> {
        self.cache::<Surveys>().responses.forget(&id);
        self.response(school, id).await
    }

    /// A response of this school.
    pub(crate) async fn response(
        &mut self,
        school: SchoolId,
        id: ResponseId,
    ) -> Result<Option<Arc<CachedResponse>>> {
        if let Some(cached) = self.cache::<Surveys>().responses.get(&id) {
            return Ok(Some(cached));
        }
        let row: Option<ResponseRow> = find!(
            self,
            "SELECT r.child, r.run, r.grade, r.seed, u.class, u.survey, u.version, u.whole, u.chosen,
                 u.cards
             FROM response r JOIN survey_run u ON u.id = r.run
             WHERE r.id = $1 AND r.school = $2",
            id,
            school,
        )?;
        let Some(row) = row else { return Ok(None) };
        let survey_version = self.survey_of_run(school, &row).await?;
        let cached = CachedResponse {
            child: row.child,
            class: row.class,
            run: row.run,
            grade: to_int(row.grade)?,
            whole: row.whole,
            chosen: from_json(&row.chosen, "chosen cards")?,
            seed: row.seed.cast_unsigned(),
            survey_version,
        };
        Ok(Some(self.cache::<Surveys>().responses.put(id, cached)))
    }
}

impl Tx {
    /// The survey of a response, with the cards of its run.
    async fn survey_of_run(
        &mut self,
        school: SchoolId,
        row: &ResponseRow,
    ) -> Result<Arc<SurveyVersion>> {
        let version = self
            .survey(school, &row.survey, to_int(row.version)?)
            .await?;
        let Some(cards) = &row.cards else {
            return Ok(version);
        };
        if let Some(cached) = self.cache::<Surveys>().runs.get(&row.run) {
            return Ok(cached);
        }
        let cards: Vec<Card> = from_json(cards, "cards of a run")?;
        let survey = version.survey.clone().with_cards(&cards);
        Ok(self
            .cache::<Surveys>()
            .runs
            .put(row.run, SurveyVersion::new(survey)))
    }
}

#[derive(sqlx::FromRow)]
struct ResponseRow {
    child: PersonId,
    run: RunId,
    grade: i64,
    seed: i64,
    class: ClassId,
    survey: String,
    version: i64,
    whole: bool,
    chosen: String,
    cards: Option<String>,
}
