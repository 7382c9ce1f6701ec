//! What a teacher's board hears (L1, L2, L4).

use crate::{
    child::survey::{act, answered, send, sign_in},
    support::TestApp,
};
use axum::http::StatusCode;
use domain::{
    board::{Board, BoardChanges, SurveyActivity, Tile},
    survey::{Home, OpenedRun},
};
use serde_json::json;
use std::{collections::BTreeMap, time::Duration};
use store::testing::fixture::{self, answer};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    time::{Instant, sleep, timeout},
};

#[tokio::test]
async fn the_board_moves_within_a_second_of_a_child_s_tap() {
    TestApp::each(async |app| {
        let (class, milo) = (app.small.room1, app.small.milo);
        let mut teacher = app.desk(app.small.reed).await;
        let mut tablet = app.tablet(app.small.reed, class).await;
        let of_class = [("class", &*class.to_string())];
        let open = [of_class[0], ("open", "true")];
        teacher.form("/api/board/set_open", &open).await;
        let start = json!({ "class": class, "start": { "whole": false, "chosen": [] } });
        teacher.json("/api/board/start_survey", &start).await;
        let me = sign_in(&mut tablet, milo).await;
        let home: Home = tablet.form("/api/survey/home", &[]).await.good().await;
        let run = json!({ "run": home.run.unwrap().run });
        let opened: OpenedRun = tablet.json("/api/survey/open", &run).await.good().await;

        let board: Board = teacher
            .form("/api/board/board", &of_class)
            .await
            .good()
            .await;
        let mut stream = teacher.stream(class, Some(board.seq)).await;
        let tap = answer("P", 1, &[("dog", "love")], true);
        let item = opened.run().next().unwrap();
        let tap = domain::survey::Answer {
            item: item.id,
            given: domain::survey::AnswerValue::DontKnow,
            ..tap
        };
        let before = Instant::now();
        send(&mut tablet, &[act(&app, &me, 1, answered(&opened, tap))]).await;
        let (id, changes) = stream.tiles().await.unwrap();
        assert!(before.elapsed() < Duration::from_secs(1));
        assert_eq!(id, changes.seq);
        assert!(changes.seq > board.seq && !changes.reload);
        let tile = changes.tiles.iter().find(|it| it.child == milo).unwrap();
        assert!(
            matches!(tile.doing, SurveyActivity::Working(progress) if progress.done == 1),
            "{tile:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_hears_what_was_missed_once_and_ends_with_the_same_board() {
    TestApp::each(async |app| {
        let class = app.small.room1;
        let children = [
            app.small.milo,
            app.small.sofia_garcia,
            app.small.sofia_gutierrez,
        ];
        let mut teacher = app.desk(app.small.reed).await;
        let mut tablet = app.tablet(app.small.reed, class).await;
        let of_class = [("class", &*class.to_string())];
        teacher
            .form("/api/board/set_open", &[of_class[0], ("open", "true")])
            .await;
        let board: Board = teacher
            .form("/api/board/board", &of_class)
            .await
            .good()
            .await;
        let mut tiles: BTreeMap<_, Tile> =
            board.tiles.into_iter().map(|it| (it.child, it)).collect();
        let mut seq = board.seq;
        for round in 0..3 {
            let mut stream = teacher.stream(class, Some(seq)).await;
            sign_in(&mut tablet, children[round]).await;
            let (_, changes) = stream.tiles().await.unwrap();
            take(&mut tiles, &mut seq, changes);
            drop(stream);
            // Nobody listens now.
            tablet.form("/api/signin/leave", &[]).await;
            sign_in(&mut tablet, children[(round + 1) % 3]).await;
            tablet.form("/api/signin/leave", &[]).await;
        }
        let mut back = app.desk(app.small.reed).await;
        back.headers.insert("last-event-id", seq.into());
        let mut stream = back.stream(class, None).await;
        let (_, changes) = stream.tiles().await.unwrap();
        take(&mut tiles, &mut seq, changes);

        let board: Board = teacher
            .form("/api/board/board", &of_class)
            .await
            .good()
            .await;
        let now: BTreeMap<_, Tile> = board.tiles.into_iter().map(|it| (it.child, it)).collect();
        assert_eq!(tiles, now);
        assert_eq!(seq, board.seq);
    })
    .await;
}

fn take<K: Ord + From<domain::ids::PersonId>>(
    tiles: &mut BTreeMap<K, Tile>,
    seq: &mut i64,
    changes: BoardChanges,
) {
    assert!(
        changes.tiles.iter().all(|it| it.seq > *seq),
        "nothing is told twice"
    );
    *seq = changes.seq;
    for tile in changes.tiles {
        tiles.insert(tile.child.into(), tile);
    }
}

#[tokio::test]
async fn a_number_the_class_never_gave_asks_for_the_board_anew() {
    let app = TestApp::sqlite().await;
    let mut teacher = app.desk(app.small.reed).await;
    let mut stream = teacher.stream(app.small.room1, Some(1_000_000)).await;
    let (_, changes) = stream.tiles().await.unwrap();
    assert!(changes.reload && changes.seq < 1_000_000);
    let path = format!("/live/{}/tiles?since=1000000", app.small.room1);
    let asked: BoardChanges = teacher.get(&path).await.good().await;
    assert!(asked.reload);
}

#[tokio::test]
async fn a_silent_stream_beats() {
    let app = TestApp::sqlite().await;
    let mut teacher = app.desk(app.small.reed).await;
    let class = app.small.room1.to_string();
    let board = teacher.form("/api/board/board", &[("class", &class)]).await;
    let board: Board = board.good().await;
    let mut stream = teacher.stream(app.small.room1, Some(board.seq)).await;
    for _ in 0..3 {
        assert_eq!(stream.next().await.unwrap().event, "beat");
    }
}

#[tokio::test]
async fn many_taps_at_once_are_told_together() {
    let app = TestApp::sqlite().await;
    let class = app.small.room1;
    let mut teacher = app.desk(app.small.reed).await;
    let mut tablet = app.tablet(app.small.reed, class).await;
    let of_class = [("class", &*class.to_string())];
    teacher
        .form("/api/board/set_open", &[of_class[0], ("open", "true")])
        .await;
    let board: Board = teacher
        .form("/api/board/board", &of_class)
        .await
        .good()
        .await;
    let mut stream = teacher.stream(class, Some(board.seq)).await;
    let coming_and_going = async {
        for _ in 0..20 {
            sign_in(&mut tablet, app.small.milo).await;
            tablet.form("/api/signin/leave", &[]).await;
        }
    };
    let last = tokio::join!(coming_and_going, async {
        let mut told = 0;
        while let Ok(Some((seq, _))) = timeout(Duration::from_secs(1), stream.tiles()).await {
            told += 1;
            if seq >= board.seq + 40 {
                break;
            }
        }
        told
    });
    assert!(last.1 < 20, "{} events for 40 changes", last.1);
}

#[tokio::test]
async fn a_stream_ends_when_the_teacher_signs_out() {
    TestApp::each(async |app| {
        let mut teacher = app.desk(app.small.reed).await;
        let mut stream = teacher.stream(app.small.room1, None).await;
        stream.next().await.unwrap();
        teacher.form("/api/signin/adult_out", &[]).await;
        let ended = async { while stream.next().await.is_some() {} };
        timeout(Duration::from_secs(5), ended)
            .await
            .expect("it ends (L4)");
    })
    .await;
}

#[tokio::test]
async fn whoever_loses_the_right_to_a_class_loses_its_stream_within_five_seconds() {
    let beat = server::HttpOptions::default().heartbeat;
    let app = TestApp::with_options(|options| options.heartbeat = beat).await;
    let (class, small) = (app.small.room1, app.small);
    let sol = fixture::one_more_teacher(&app.db, small.cedar, class).await;
    let (mut sol, sol_is) = (app.desk(sol).await, sol);
    let mut reed = app.desk(small.reed).await;
    let mut of_sol = sol.stream(class, None).await;
    let mut of_reed = reed.stream(class, None).await;
    of_sol.next().await.unwrap();
    of_reed.next().await.unwrap();
    fixture::leaves(&app.db, class, sol_is).await;
    reed.form("/api/signin/adult_out", &[]).await;
    let ended = async {
        while of_sol.next().await.is_some() {}
        while of_reed.next().await.is_some() {}
    };
    timeout(Duration::from_secs(5), ended)
        .await
        .expect("both end (L4)");
    let tiles = format!("/live/{class}/tiles");
    assert_eq!(sol.get(&tiles).await.status, StatusCode::NOT_FOUND);
    assert_eq!(reed.get(&tiles).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_stream_of_another_class_is_not_there() {
    let app = TestApp::sqlite().await;
    let mut teacher = app.desk(app.small.reed).await;
    let other = teacher.get(&format!("/live/{}", app.small.room9)).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    let nobody = app
        .browser()
        .get(&format!("/live/{}", app.small.room1))
        .await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn five_hundred_open_streams_end_within_five_seconds_of_the_word() {
    let app = TestApp::with_options(|options| options.heartbeat = Duration::from_secs(4)).await;
    let (address, serving) = app.listen().await;
    let mut sessions = Vec::new();
    for _ in 0..50 {
        sessions.push(app.desk(app.small.reed).await);
    }
    let mut open = Vec::new();
    for n in 0..500 {
        let cookie = &sessions[n % sessions.len()].cookies["__Host-fledge-desk"];
        let mut socket = tokio::net::TcpStream::connect(address).await.unwrap();
        let request = format!(
            "GET /live/{} HTTP/1.1\r\nhost: x\r\ncookie: __Host-fledge-desk={cookie}\r\n\r\n",
            app.small.room1
        );
        socket.write_all(request.as_bytes()).await.unwrap();
        let mut start = [0; 15];
        socket.read_exact(&mut start).await.unwrap();
        assert_eq!(&start, b"HTTP/1.1 200 OK");
        open.push(socket);
    }
    sleep(Duration::from_millis(300)).await;
    let told = Instant::now();
    app.stop.send_replace(true);
    serving.await.unwrap();
    assert!(
        told.elapsed() < Duration::from_secs(5),
        "{:?}",
        told.elapsed()
    );
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
