//! Children at their tablets in the storm.

use super::{
    board::ask,
    proxy::{Dice, Proxy},
};
use crate::{child::survey::act, desk::plan, support::TestApp};
use domain::{
    event::{Op, Outcome, Receipts},
    help::Wish,
    ids::{DailyId, ResponseId, WishId},
    plan::{Tick, TickState},
    signin::{Me, SignInResult},
};
use serde_json::json;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use store::testing::{
    fixture::{self, answer, secret},
    morning,
};
use tokio::{sync::watch, time::sleep};

const CHILDREN: usize = 10;

/// A child's tablet, which says everything until it is answered.
pub struct Tablet {
    app: Arc<TestApp>,
    through: SocketAddr,
    cookie: String,
    me: Me,
    response: ResponseId,
    daily: DailyId,
    dice: Dice,
    /// Of its events, and of what they say.
    pub seq: u32,
    wish: Option<Wish>,
}

impl Tablet {
    async fn say(&self, line: &str, body: &str) -> (u16, String) {
        loop {
            match ask(self.through, line, &self.cookie, body).await {
                Some((500.., _)) | None => sleep(Duration::from_millis(50)).await,
                Some(answer) => return answer,
            }
        }
    }

    async fn does(&mut self) {
        let op = match self.dice.below(8) {
            0 => {
                self.say("POST /api/signin/leave", "").await;
                return;
            }
            1 => return self.comes().await,
            2 | 3 => Op::Tick {
                tick: Tick {
                    daily: self.daily,
                    on: morning().date_naive(),
                    rev: self.seq + 1,
                    state: [TickState::Done, TickState::Open][self.seq as usize % 2],
                    felt: None,
                },
            },
            4 => {
                let wish = match self.wish.take() {
                    Some(wish) => wish.found(),
                    None => Wish::new(WishId(self.app.db.ids().uuid()), Vec::new()),
                };
                self.wish = Some(wish.clone()).filter(|it| it.rev == 1);
                Op::AskHelp { wish }
            }
            _ => {
                let item = ["A", "B"][self.seq as usize % 2];
                let placed = [("run", "pick"), ("me", "fox")][self.seq as usize % 2];
                let done = self.dice.below(2) == 0;
                Op::Answer {
                    response: self.response,
                    answer: answer(item, self.seq + 1, &[placed], done),
                }
            }
        };
        self.seq += 1;
        let event = act(&self.app, &self.me, self.seq.into(), op);
        let batch = json!({ "events": [event] }).to_string();
        loop {
            let (_, answer) = self.say("POST /api/v1/events", &batch).await;
            let Ok(answer) = serde_json::from_str::<Receipts>(&answer) else {
                continue;
            };
            let outcome = &answer.receipts[0].outcome;
            let taken = matches!(outcome, Outcome::Accepted | Outcome::Duplicate);
            return assert!(taken, "{outcome:?}: {event:?}");
        }
    }

    /// Signs in, if the class is open.
    pub async fn comes(&mut self) {
        let pictures: Vec<String> = secret().into();
        let body = json!({ "child": self.me.child, "pictures": pictures });
        let path = "POST /api/signin/try_pictures";
        let (_, answer) = self.say(path, &body.to_string()).await;
        if let Ok(SignInResult::In { me }) = serde_json::from_str(&answer) {
            self.me = me;
        }
    }
}

/// A class in a lesson, each child with a goal and at a tablet.
pub async fn tablets(app: &Arc<TestApp>, ways: &[Proxy], seed: u64) -> Vec<Tablet> {
    plan::term(app).await;
    let small = &app.small;
    let teacher = fixture::teacher(&app.db, small.reed, small.room1).await;
    store::class::set_open(&app.db, &teacher, true, morning())
        .await
        .unwrap();
    let run = fixture::started(&app.db, &teacher).await;
    let mut children = vec![small.milo, small.sofia_garcia, small.sofia_gutierrez];
    for number in children.len()..CHILDREN {
        children.push(fixture::one_more_child(&app.db, small.cedar, small.room1, number).await);
    }
    let mut desk = app.desk(small.reed).await;
    let class = small.room1.to_string();
    let goals = plan::give(&mut desk, &class, &children, "Speak up").await;
    let daily = |n: usize| goals[n].daily[0].id;
    let mut tablets = Vec::new();
    for (n, child) in children.into_iter().enumerate() {
        let (device, token) = fixture::tablet(&app.db, &teacher).await;
        let (child, _) = fixture::child_in(&app.db, &device, child).await;
        let opened = store::survey::open(&app.db, &child, run, morning()).await;
        tablets.push(Tablet {
            app: Arc::clone(app),
            through: ways[n % ways.len()].address,
            cookie: format!("__Host-fledge-tablet={}", token.as_str()),
            me: store::signin::me(&app.db, &child).await.unwrap(),
            response: opened.unwrap().response,
            daily: daily(n),
            dice: Dice::new(seed ^ n as u64),
            seq: 0,
            wish: None,
        });
    }
    tablets
}

/// A child's next act, and the next, until it is over.
pub async fn lesson(mut tablet: Tablet, over: watch::Receiver<bool>) -> Tablet {
    while !*over.borrow() {
        tablet.does().await;
        sleep(Duration::from_millis(20 + tablet.dice.below(100))).await;
    }
    tablet
}
