//! A class in the middle of a lesson, for the other tests to begin with.

use crate::{TestDb, fixture, morning};
use domain::{
    event::{Event, Op, Outcome, Receipt},
    ids::{ResponseId, RunId},
    survey::Answer,
};
use store::{
    class, event,
    proof::{Child, Device, Teacher},
    survey,
};

pub(crate) struct Room {
    pub(crate) small: fixture::Small,
    pub(crate) teacher: Teacher,
    pub(crate) device: Device,
    pub(crate) child: Child,
    pub(crate) run: RunId,
    pub(crate) response: ResponseId,
}

/// Room 1 is open, the small survey has been started, Milo has opened it.
pub(crate) async fn lesson(db: &TestDb) -> Room {
    let small = fixture::small(db).await;
    let teacher = fixture::teacher(db, small.reed, small.room1).await;
    class::set_open(db, &teacher, true, morning())
        .await
        .unwrap();
    let (device, _) = fixture::tablet(db, &teacher).await;
    let (child, _) = fixture::child_in(db, &device, small.milo).await;
    let run = fixture::started(db, &teacher).await;
    let opened = survey::open(db, &child, run, morning()).await.unwrap();
    Room {
        small,
        teacher,
        device,
        child,
        run,
        response: opened.response,
    }
}

impl Room {
    pub(crate) fn answers(&self, db: &store::Db, answer: Answer) -> Event {
        let response = self.response;
        fixture::act(db, &self.child, 1, Op::Answer { response, answer })
    }

    pub(crate) async fn send(&self, db: &store::Db, events: Vec<Event>) -> Vec<Outcome> {
        outcomes(
            event::apply_events(db, &self.device, events, morning())
                .await
                .unwrap(),
        )
    }

    pub(crate) async fn page(&self, db: &store::Db) -> domain::board::child_page::ChildPage {
        let page = store::profile::child_page(
            db,
            &fixture::of_child(db, &self.teacher, self.child.id()).await,
        )
        .await;
        page.unwrap()
    }

    /// The cards of the statements that stand, and of those that have ended.
    pub(crate) async fn statements(&self, db: &store::Db) -> (Vec<String>, Vec<String>) {
        let all = self.page(db).await.statements;
        let cards = |ended: bool| {
            let mut cards: Vec<String> = all
                .iter()
                .filter(|it| it.ended_at.is_some() == ended)
                .map(|it| it.said.card.clone())
                .collect();
            cards.sort();
            cards
        };
        (cards(false), cards(true))
    }
}

pub(crate) fn outcomes(receipts: Vec<Receipt>) -> Vec<Outcome> {
    receipts.into_iter().map(|it| it.outcome).collect()
}
