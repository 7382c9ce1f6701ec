//! L1: from a tap on one of 300 tablets to the tile on one of 10 boards, with one server and with two.

use crate::{
    Error, Figure,
    client::Client,
    percentile,
    room::{CHILDREN, School},
};
use domain::{
    board::{BoardChanges, SurveyActivity},
    event::Op,
    ids::PersonId,
};
use http_body_util::BodyExt;
use serde_json::json;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, sleep};

/// A child goes on to the next item this often: faster than any does.
const EVERY: Duration = Duration::from_millis(1_500);
const ITEMS: usize = 10;

/// When each child finished so many items, until a board shows it.
type Sent = Arc<Mutex<HashMap<PersonId, Vec<(u16, Instant)>>>>;

pub async fn measure() -> Result<Vec<Figure>, Error> {
    let ids = ["L1.p50", "L1.p95", "L1.p99"];
    let mut figures = of(School::open().await?, ids, "300 tablets, 10 boards").await?;
    let ids = ["L1.p50-two", "L1.p95-two", "L1.p99-two"];
    let two = "two servers on PostgreSQL, 300 tablets, 10 boards";
    figures.extend(of(School::of_two().await?, ids, two).await?);
    Ok(figures)
}

async fn of(mut school: School, ids: [&'static str; 3], of: &str) -> Result<Vec<Figure>, Error> {
    let sent = Sent::default();
    let took = Arc::new(Mutex::new(Vec::new()));
    for (n, room) in school.rooms.iter().enumerate() {
        let mut desk = school.desk_at(n).await?;
        let stream = desk
            .ask("GET", &format!("/live/{room}"), "text/plain", "")
            .await?;
        let (sent, took) = (Arc::clone(&sent), Arc::clone(&took));
        tokio::spawn(async move {
            let (mut body, mut text) = (stream.into_body(), String::new());
            while let Some(Ok(frame)) = body.frame().await {
                let Ok(data) = frame.into_data() else {
                    continue;
                };
                text.push_str(&String::from_utf8_lossy(&data));
                while let Some((event, rest)) = text.split_once("\n\n") {
                    hear(event, &sent, &took);
                    text = rest.to_owned();
                }
            }
            drop(desk);
        });
    }
    let (addresses, db) = (school.addresses.clone(), school.db.clone());
    let mut taps = Vec::new();
    for (n, mut tablet) in std::mem::take(&mut school.tablets).into_iter().enumerate() {
        let (db, sent) = (db.clone(), Arc::clone(&sent));
        let address = addresses[n % addresses.len()];
        taps.push(tokio::spawn(async move {
            let mut client = Client::open(address, tablet.cookie.clone()).await?;
            let mut items = tablet.items();
            items.truncate(ITEMS);
            let share = u32::try_from(n * 7 % (CHILDREN * 10))?;
            sleep(EVERY * share / 300).await;
            let mut seen = 0_usize;
            let (mut run, mut shown) = (tablet.opened.run(), 0);
            for item in &items {
                let event = tablet.act(&db, item, 1, true);
                // An answer may leave a later item out; the tile counts as the child's path does.
                if let Op::Answer { answer, .. } = &event.op {
                    run.take(answer.clone(), true);
                }
                let done = run.progress().done;
                let child = event.child;
                let body = json!({ "events": [event] }).to_string();
                if done > shown {
                    note(&sent, child, done);
                    (shown, seen) = (done, seen + 1);
                }
                let kind = "application/json";
                client.good("POST", "/api/v1/events", kind, body).await?;
                sleep(EVERY).await;
            }
            Ok::<_, Error>(seen)
        }));
    }
    let mut count = 0;
    for tap in taps {
        count += tap.await??;
    }
    sleep(Duration::from_secs(2)).await;
    let mut took = took.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if took.len() != count {
        return Err(format!("{} of {count} taps were seen", took.len()).into());
    }
    took.sort_by(f64::total_cmp);
    let [half, most, nearly_all] = ids;
    let at = |share| percentile(&took, share);
    Ok(vec![
        Figure::new(half, at(0.5), "ms", format!("tap to tile, {of}")),
        Figure::new(most, at(0.95), "ms", format!("95 of 100, {of}")).most(500.0),
        Figure::new(nearly_all, at(0.99), "ms", format!("99 of 100, {of}")).most(1_500.0),
    ])
}

fn note(sent: &Sent, child: PersonId, done: u16) {
    let mut sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
    sent.entry(child).or_default().push((done, Instant::now()));
}

fn hear(event: &str, sent: &Sent, took: &Mutex<Vec<f64>>) {
    let data = event.lines().find_map(|line| line.strip_prefix("data:"));
    let changes = data.and_then(|it| serde_json::from_str::<BoardChanges>(it.trim()).ok());
    let mut sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
    for tile in changes.into_iter().flat_map(|it| it.tiles) {
        let shown = match tile.doing {
            SurveyActivity::Working(it) | SurveyActivity::Paused(it) => it.done,
            SurveyActivity::Done => u16::MAX,
            SurveyActivity::NotStarted => 0,
        };
        let Some(waiting) = sent.get_mut(&tile.child) else {
            continue;
        };
        waiting.retain(|(done, at)| {
            let seen = *done <= shown;
            if seen {
                let ms = at.elapsed().as_secs_f64() * 1_000.0;
                took.lock().unwrap_or_else(PoisonError::into_inner).push(ms);
            }
            !seen
        });
    }
}
