//! The invented school some weeks into its term: most children of the first class have done the survey,
//! all have goals, and tick them on most days. It is written through the same functions as a real class.

use app::request::LoadedSurvey;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use domain::{
    event::{Event, Op},
    ids::{DailyId, EventId, GoalId, PersonId},
    limits,
    plan::{Calendar, Chosen, Draft, Entry, Felt, Goal, GoalAssignment, GoalBook, Tick, TickState},
    signin::Secret,
    survey::{Answer, AnswerValue, Item, Kind, Run, RunSettings, Table},
};
use store::{
    Db, StoreError, class, competency, device, event, plan,
    proof::{self, Child, Device, Teacher, Visitor},
    signin, survey,
};

/// How far back the goals go.
const BACK: Days = Days::new(28);
/// Of so many children one has not begun the survey, and one is in the middle of it.
const SIXTH: usize = 6;
const MORNING: NaiveTime = NaiveTime::from_hms_opt(15, 0, 0).expect("a time");
/// Longer than a rushed answer, in milliseconds.
const TOOK: u32 = 6_000;

/// What the weeks are made of.
pub struct Weeks<'a> {
    pub survey: &'a LoadedSurvey,
    pub book: &'a GoalBook,
    /// The school's day.
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

impl Weeks<'_> {
    /// Lets a class live them; it is closed again, and its tablet taken out.
    pub async fn live(&self, db: &Db, teacher: &Teacher) -> Result<(), StoreError> {
        let secrets = signin::secrets(db, teacher, self.now).await?;
        let children: Vec<PersonId> = secrets.iter().map(|it| it.child).collect();
        let Some(first) = children.first() else {
            return Ok(());
        };
        let first = proof::view_child(db, teacher, *first, "plan", self.now).await?;
        let Some(page) = plan::find_plan(db, &first, self.today).await? else {
            return Ok(());
        };
        let calendar = page.calendar;
        let since = self.today.checked_sub_days(BACK).unwrap_or(self.today);
        let since = since.clamp(calendar.term.begins, calendar.term.ends);
        let goals = self.give(db, teacher, &children, since).await?;

        class::set_open(db, teacher, true, self.now).await?;
        let survey = &self.survey;
        let competencies = competency::list_for_survey(db, teacher).await?;
        let cards = self.book.school_cards(&survey.survey, &competencies);
        survey::start(
            db,
            teacher,
            &survey.survey,
            &survey.body,
            cards.as_deref(),
            RunSettings::default(),
            self.now,
        )
        .await?;
        let visitor = Visitor::new();
        let code = device::new_code(db, teacher, self.now).await?.code;
        let enrolled = device::enrol(db, &visitor, &code, self.now).await?;
        let enrolled = enrolled.ok_or(StoreError::NotFound)?;
        let tablet = proof::device(db, enrolled.token.as_str(), self.now).await?;
        let mut seq = 0;
        for (n, one) in secrets.into_iter().enumerate() {
            let (tried, secret) = (one.child, one.secret);
            let Some(child) = self.sign_in(db, &tablet, tried, &secret).await? else {
                continue;
            };
            let mut acts = self.survey(db, &child, n).await?;
            let own = goals.iter().filter(|(of, _)| *of == child.id());
            acts.extend(own.flat_map(|(_, goal)| self.ticks(&calendar, goal, n)));
            if n % SIXTH == 2 {
                acts.extend(self.proposal(db, &child, n).await?);
            }
            let events = acts.into_iter().map(|(at, op)| {
                seq += 1;
                Event {
                    id: EventId(db.ids().uuid()),
                    device: child.device(),
                    seq,
                    session: child.session(),
                    child: child.id(),
                    at,
                    op,
                }
            });
            let events: Vec<Event> = events.collect();
            for some in events.chunks(limits::sync::MOST_EVENTS_IN_BATCH) {
                event::apply_events(db, &tablet, some.to_vec(), self.now).await?;
            }
            signin::leave(db, &child, self.now).await?;
        }
        class::set_open(db, teacher, false, self.now).await?;
        device::revoke(db, teacher, tablet.id(), self.now).await
    }

    /// Two goals of different areas a child.
    async fn give(
        &self,
        db: &Db,
        teacher: &Teacher,
        children: &[PersonId],
        since: NaiveDate,
    ) -> Result<Vec<(PersonId, Goal)>, StoreError> {
        let book = &self.book.goals;
        let mut each = Vec::new();
        for (n, child) in children.iter().enumerate() {
            let one = book.get(n * 3 % book.len().max(1));
            let other = book.iter().cycle().skip(n * 5 + 1).take(book.len());
            let other = other
                .into_iter()
                .find(|it| one.is_some_and(|one| one.area != it.area));
            let drafts = [one, other].into_iter().flatten();
            each.extend(drafts.filter_map(|entry| {
                Some(GoalAssignment {
                    child: *child,
                    draft: self.draft(db, entry)?,
                })
            }));
        }
        let of: Vec<PersonId> = each.iter().map(|it| it.child).collect();
        let goals =
            plan::insert_goals(db, teacher, each, since, since.and_time(MORNING).and_utc()).await?;
        Ok(of.into_iter().zip(goals).collect())
    }

    fn chosen(db: &Db, entry: &Entry, most: usize) -> Vec<Chosen> {
        let suggestions = entry.daily.iter().take(most);
        let chosen = suggestions.map(|it| Chosen {
            id: DailyId(db.ids().uuid()),
            suggestion: it.id.clone(),
            days: it.days,
        });
        chosen.collect()
    }

    fn draft(&self, db: &Db, entry: &Entry) -> Option<Draft> {
        let mut draft = self.book.draft(&entry.id, &Self::chosen(db, entry, 1))?;
        for daily in &mut draft.daily {
            daily.id = None;
        }
        draft.signed_teacher = true;
        Some(draft)
    }

    async fn sign_in(
        &self,
        db: &Db,
        tablet: &Device,
        child: PersonId,
        secret: &Secret,
    ) -> Result<Option<Child>, StoreError> {
        let (_, token) = signin::try_pictures(db, tablet, child, secret, self.now).await?;
        Ok(match token {
            Some(token) => Some(proof::child(db, token.as_str(), self.now).await?),
            None => None,
        })
    }

    /// What the nth child answers.
    async fn survey(
        &self,
        db: &Db,
        child: &Child,
        n: usize,
    ) -> Result<Vec<(DateTime<Utc>, Op)>, StoreError> {
        let home = survey::home(db, child).await?;
        let Some(card) = home.run.filter(|_| n % SIXTH != 4) else {
            return Ok(Vec::new());
        };
        let opened = survey::open(db, child, card.run, self.now).await?;
        let mut run: Run = opened.run();
        let mut acts = Vec::new();
        while let Some(item) = run.next() {
            if n % SIXTH == 5 && acts.len() > n % 4 + 1 {
                break;
            }
            let answer = Answer {
                item: item.id.clone(),
                rev: 1,
                given: demo_answer(&item, n + acts.len()),
                done: true,
                took_ms: TOOK,
            };
            run.answers.insert(item.id, answer.clone());
            let response = opened.response;
            acts.push((self.now, Op::Answer { response, answer }));
        }
        Ok(acts)
    }

    /// Ticks up to yesterday: of most children on most days, of one in six on none of the last.
    fn ticks(&self, calendar: &Calendar, goal: &Goal, n: usize) -> Vec<(DateTime<Utc>, Op)> {
        let quiet = self.today.checked_sub_days(Days::new(12));
        let mut ticks = Vec::new();
        for daily in &goal.daily {
            let days = daily.since.iter_days().take_while(|on| *on < self.today);
            let planned = days.filter(|on| calendar.plans(daily, *on));
            for (nth, on) in planned.enumerate() {
                let silent = n % SIXTH == 3 && quiet.is_some_and(|quiet| on >= quiet);
                if silent || (nth * 3 + n).is_multiple_of(5) {
                    continue;
                }
                let tick = Tick {
                    daily: daily.id,
                    on,
                    rev: 1,
                    state: TickState::Done,
                    felt: [Some(Felt::Good), Some(Felt::Ok), None, Some(Felt::Hard)][(nth + n) % 4],
                };
                ticks.push((on.and_time(MORNING).and_utc(), Op::Tick { tick }));
            }
        }
        ticks
    }

    /// A goal of the child's own that waits for an answer.
    async fn proposal(
        &self,
        db: &Db,
        child: &Child,
        n: usize,
    ) -> Result<Option<(DateTime<Utc>, Op)>, StoreError> {
        let Some(plan) = plan::find_home_plan(db, child, self.today).await? else {
            return Ok(None);
        };
        let Some(entry) = self.book.goals.iter().cycle().nth(n * 7) else {
            return Ok(None);
        };
        let op = Op::ProposeGoal {
            plan: plan.plan.id,
            goal: GoalId(db.ids().uuid()),
            book: self.book.version,
            entry: entry.id.clone(),
            daily: Self::chosen(db, entry, 1),
            why: self.book.whys.get(n % 5).map(|it| it.id.clone()),
            on: self.today,
        };
        Ok(Some((self.now, op)))
    }
}

/// Cards laid into the places in turn, until it is enough.
fn demo_answer(item: &Item, n: usize) -> AnswerValue {
    if item.kind == Kind::Play {
        return AnswerValue::Played {
            foretold: Some(2),
            remembered: item.cards.iter().take(2).map(|it| it.id.clone()).collect(),
            felt: None,
        };
    }
    let mut table = Table::of(item);
    let (cards, places) = (table.cards().to_vec(), table.places().to_vec());
    for (at, card) in cards.iter().cycle().skip(n).take(cards.len()).enumerate() {
        if table.is_answered() {
            break;
        }
        let mut in_turn = places.iter().cycle().skip(n + at).take(places.len());
        in_turn.any(|place| table.put(card, &place.id));
    }
    match table.is_answered() {
        true => table.answer(),
        false => AnswerValue::DontKnow,
    }
}
