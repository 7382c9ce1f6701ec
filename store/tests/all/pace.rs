//! D7, without HTTP: how many durable events a second. Not a test of anything: run it by name, in
//! a release build, with `--ignored --nocapture`.

use crate::{TestDb, fixture, morning, room::lesson};
use domain::event::Op;
use fixture::answer;
use std::{io::Write as _, time::Instant};
use store::{event, survey};

const TABLETS: usize = 300;
const EACH: u32 = 40;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn events_a_second_of_three_hundred_tablets() {
    for size in [1, 20] {
        TestDb::each(async |db| {
            let room = lesson(&db).await;
            let mut children = Vec::new();
            for number in 0..TABLETS {
                let (school, class) = (room.small.cedar, room.small.room1);
                let id = fixture::one_more_child(&db, school, class, number).await;
                let (child, _) = fixture::child_in(&db, &room.device, id).await;
                let opened = survey::open(&db, &child, room.run, morning()).await;
                children.push((child, opened.unwrap().response));
            }
            let begun = Instant::now();
            let mut tablets = Vec::new();
            for (child, response) in children {
                let (db, device) = ((*db).clone(), room.device);
                tablets.push(tokio::spawn(async move {
                    let mut took = Vec::new();
                    let mut rev = 0;
                    while rev < EACH {
                        let mut batch = Vec::new();
                        for _ in 0..size {
                            rev += 1;
                            let answer = answer("A", rev, &[("run", "pick")], rev % 3 == 0);
                            let op = Op::Answer { response, answer };
                            batch.push(fixture::act(&db, &child, u64::from(rev), op));
                        }
                        let sent = Instant::now();
                        event::apply_events(&db, &device, batch, morning())
                            .await
                            .unwrap();
                        took.push(sent.elapsed().as_secs_f64() * 1_000.0);
                    }
                    took
                }));
            }
            let mut took = Vec::new();
            for tablet in tablets {
                took.extend(tablet.await.unwrap());
            }
            let rate = f64::from(EACH) * 300.0 / begun.elapsed().as_secs_f64();
            took.sort_by(f64::total_cmp);
            let (half, most) = (took[took.len() / 2], took[took.len() * 99 / 100]);
            let engine = db.engine_name();
            writeln!(
                std::io::stderr(),
                "{engine}, {size} a batch: {rate:.0} events/s, p50 {half:.0} ms, p99 {most:.0} ms"
            )
            .unwrap();
        })
        .await;
    }
}
