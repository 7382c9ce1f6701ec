//! What comes next, over HTTP: what a teacher is told, does, puts aside and tunes.

use crate::{
    child::survey::{act, send},
    child::together::open_room,
    desk::plan::give,
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use domain::{
    board::{Board, BoardPulse, QuietChild},
    event::Op,
    help::Wish,
    ids::WishId,
    next::{AdultNoteRow, NextPage, NextReason, NextTuning, first, waiting},
    signin::Me,
};
use serde_json::json;
use std::collections::BTreeSet;
use store::proof::{self, Office};

async fn page(desk: &mut Browser<'_>, class: &str) -> NextPage {
    let asked = [("class", class)];
    desk.form("/api/next/read", &asked).await.good().await
}

/// A class that is under way: before its first survey nobody is asked to check in.
async fn surveyed_room(app: &TestApp) -> (Browser<'_>, Browser<'_>, Me) {
    let (mut desk, tablet, me) = open_room(app).await;
    let start = json!({ "class": app.small.room1, "start": { "whole": false, "chosen": [] } });
    let started = desk.json("/api/board/start_survey", &start).await;
    assert_eq!(started.status, StatusCode::OK);
    (desk, tablet, me)
}

fn kinds(page: &NextPage) -> Vec<&'static str> {
    page.standing.iter().map(|it| it.why.kind()).collect()
}

#[tokio::test]
async fn a_teacher_checks_in_celebrates_and_puts_aside_what_the_page_names_and_why() {
    TestApp::each(async |app| {
        let (mut desk, mut tablet, me) = surveyed_room(&app).await;
        let (class, milo) = (app.small.room1.to_string(), app.small.milo.to_string());
        let goal = give(&mut desk, &class, &[app.small.milo], "Read")
            .await
            .remove(0);
        let (id, step) = (goal.id.to_string(), goal.steps[0].id.to_string());
        let done = [
            ("child", &*milo),
            ("goal", &*id),
            ("step", &*step),
            ("done", "true"),
        ];
        desk.form("/api/plan/set_step", &done).await;
        let told = page(&mut desk, &class).await;
        assert_eq!(
            kinds(&told),
            ["celebrate", "check-in", "check-in", "check-in"]
        );

        let celebrated = json!({ "noted": "celebrated", "goal": goal.id });
        let note = json!({ "child": milo, "noted": celebrated, "undo": false });
        let noted = desk.json("/api/next/note", &note).await;
        assert_eq!(noted.status, StatusCode::OK);
        let check_in =
            |undo| json!({ "child": milo, "noted": { "noted": "check-in" }, "undo": undo });
        desk.json("/api/next/note", &check_in(false)).await;
        let told = page(&mut desk, &class).await;
        assert_eq!(kinds(&told), ["check-in", "check-in"]);
        assert!(
            told.standing
                .iter()
                .all(|it| it.children != [app.small.milo])
        );
        let of_milo = [("child", milo.as_str())];
        let lines = desk.form("/api/next/noted", &of_milo).await;
        let lines: Vec<AdultNoteRow> = lines.good().await;
        assert_eq!(lines.iter().filter(|it| it.goal.is_some()).count(), 1);
        assert!(lines.iter().all(|it| it.who == "Kim Reed"));
        let mut leader = app.desk(app.small.leader).await;
        let seen = leader.form("/api/next/noted", &of_milo).await;
        let seen: Vec<AdultNoteRow> = seen.good().await;
        assert_eq!(seen, lines);
        desk.json("/api/next/note", &check_in(true)).await;
        assert_eq!(page(&mut desk, &class).await.standing.len(), 3);

        let key = told.standing[0].key.to_string();
        let aside = [("class", &*class), ("key", &*key), ("aside", "true")];
        desk.form("/api/next/put_aside", &aside).await;
        let left = page(&mut desk, &class).await;
        assert!(left.standing.iter().all(|it| it.key.to_string() != key));

        // Who waits is known from the tiles.
        let wish = Wish::new(WishId(app.db.ids().uuid()), Vec::new());
        let op = Op::AskHelp { wish };
        send(&mut tablet, &[act(&app, &me, 1, op)]).await;
        let board = desk.form("/api/board/board", &[("class", &*class)]).await;
        let board: Board = board.good().await;
        let later = app.now() + chrono::TimeDelta::minutes(4);
        let sits = waiting(
            &board.tiles,
            &left.away,
            &left.tuning,
            &BTreeSet::new(),
            later,
        );
        let all = first(sits, left.standing);
        assert!(matches!(all[0].why, NextReason::Sit { .. }));
        assert_eq!(all[0].children, [app.small.milo]);
    })
    .await;
}

#[tokio::test]
async fn rules_are_tuned_by_each_teacher_within_what_makes_sense() {
    TestApp::each(async |app| {
        let (mut desk, ..) = surveyed_room(&app).await;
        let class = app.small.room1.to_string();
        let mut tuning = NextTuning::default();
        tuning.check_in.on = false;
        let tuned = desk
            .json(
                "/api/next/tune",
                &json!({ "class": class, "tuning": tuning }),
            )
            .await;
        assert_eq!(tuned.status, StatusCode::OK);
        let told = page(&mut desk, &class).await;
        assert_eq!((told.tuning, kinds(&told)), (tuning, vec![]));
        tuning.alike.from = 1;
        let wrong = desk
            .json(
                "/api/next/tune",
                &json!({ "class": class, "tuning": tuning }),
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let odd = [("class", &*class), ("key", "<b>"), ("aside", "true")];
        let odd = desk.form("/api/next/put_aside", &odd).await;
        assert!(!odd.status.is_success());
    })
    .await;
}

#[tokio::test]
async fn seats_are_arranged_and_the_page_that_was_kept_is_written_anew() {
    TestApp::each(async |app| {
        let (mut desk, ..) = surveyed_room(&app).await;
        let class = app.small.room1.to_string();
        let asked = [("class", class.as_str())];
        let before: Board = desk.form("/api/board/board", &asked).await.good().await;
        let seat = json!({ "child": app.small.milo, "row": 2, "column": 5 });
        let set = json!({ "class": class, "seats": [seat] });
        let kept = desk.json("/api/board/set_seats", &set).await;
        assert_eq!(kept.status, StatusCode::OK);
        let now: Board = desk.form("/api/board/board", &asked).await.good().await;
        assert!(now.seq > before.seq);
        assert_eq!(now.seats.len(), 1);
        assert_eq!((now.seats[0].place.row, now.seats[0].place.column), (2, 5));
        let page = desk.get(&format!("/desk/class/{class}?order=seats")).await;
        assert!(page.text().await.contains("data-row=\"2\""));
    })
    .await;
}

#[tokio::test]
async fn the_board_is_told_whose_tablet_has_said_nothing_for_two_minutes() {
    TestApp::each(async |app| {
        let (mut desk, mut tablet, me) = surveyed_room(&app).await;
        let class = app.small.room1.to_string();
        let asked = [("class", class.as_str())];
        let pulse: BoardPulse = desk.form("/api/board/quiet", &asked).await.good().await;
        assert_eq!(pulse.quiet, []);
        let heard = app.now();
        app.pass(chrono::TimeDelta::minutes(3));
        let pulse: BoardPulse = desk.form("/api/board/quiet", &asked).await.good().await;
        let since = heard;
        assert_eq!(
            pulse.quiet,
            [QuietChild {
                child: me.child,
                since
            }]
        );
        send(&mut tablet, &[]).await;
        // As the process does every few seconds.
        let office = Office::at_the_console();
        proof::write_seen(&app.db, &office).await.unwrap();
        let pulse: BoardPulse = desk.form("/api/board/quiet", &asked).await.good().await;
        assert_eq!(pulse.quiet, []);
    })
    .await;
}

#[tokio::test]
async fn the_board_is_told_who_is_absent_today_at_once_and_by_the_pulse() {
    TestApp::each(async |app| {
        let (mut desk, _, me) = open_room(&app).await;
        let class = app.small.room1.to_string();
        let asked = [("class", class.as_str())];
        let (child, on) = (me.child.to_string(), app.now().date_naive());
        let day = on.to_string();
        for (away, expected) in [("true", vec![me.child]), ("false", Vec::new())] {
            let said = [("child", &*child), ("on", &*day), ("away", away)];
            let answer = desk.form("/api/plan/set_away", &said).await;
            assert_eq!(answer.status, StatusCode::OK);
            let pulse: BoardPulse = desk.form("/api/board/quiet", &asked).await.good().await;
            assert_eq!((pulse.day.today, pulse.day.absent), (on, expected.clone()));
            let board: Board = desk.form("/api/board/board", &asked).await.good().await;
            assert_eq!(board.day.absent, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn on_the_next_morning_the_class_page_has_the_new_days_goals() {
    TestApp::each(async |app| {
        let (mut desk, _, me) = open_room(&app).await;
        let class = app.small.room1.to_string();
        give(&mut desk, &class, &[me.child], "Read aloud").await;
        let page = format!("/desk/class/{class}");
        let today = desk.get(&page).await.text().await;
        assert!(today.contains("I raise my hand"), "{today}");
        app.pass(chrono::TimeDelta::days(1));
        // Nobody is signed in overnight.
        let mut desk = app.desk(app.small.reed).await;
        let asked = [("class", class.as_str())];
        let board: Board = desk.form("/api/board/board", &asked).await.good().await;
        let tile = board.tiles.iter().find(|it| it.child == me.child);
        let ticked = tile.and_then(|it| it.ticked.clone());
        let day = app.now().date_naive();
        let told = ticked.map(|it| (it.on, it.done, it.of, it.goals.len()));
        assert_eq!((board.day.today, told), (day, Some((day, 0, 1, 1))));
    })
    .await;
}
