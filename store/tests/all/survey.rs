//! A survey is started once, opened once by each child, and goes on on any tablet.

use crate::{TestDb, fixture, morning, room::lesson};
use domain::{
    board::Doing,
    event::Op,
    survey::{Progress, Start},
};
use fixture::answer;
use store::{StoreError, board, event, survey};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_answers_the_open_one() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        assert_eq!(fixture::started(&db, &room.teacher).await, room.run);
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        assert!(survey::home(&db, &room.child).await.unwrap().run.is_none());
        let next = fixture::started(&db, &room.teacher).await;
        assert_ne!(next, room.run);
        let tile = board::board(&db, &room.teacher).await.unwrap().tiles[0].clone();
        assert_eq!(tile.doing, Doing::NotStarted);
        let card = survey::home(&db, &room.child).await.unwrap().run.unwrap();
        let progress = card.progress.map(|it| it.done);
        assert_eq!((card.run, progress, card.finished), (next, Some(0), false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_once_given_to_children_cannot_be_another() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        let mut other = fixture::small_survey();
        other.title.en = "Other".to_owned();
        let body = serde_json::to_string(&other).unwrap();
        let start = |chosen: &[&str]| Start {
            whole: false,
            chosen: chosen.iter().map(|it| (*it).to_owned()).collect(),
        };
        let now = morning();
        let refused = survey::start(&db, &room.teacher, &other, &body, start(&[]), now).await;
        assert!(
            matches!(refused, Err(StoreError::Invalid { .. })),
            "{refused:?}"
        );
        other.version = 2;
        let unknown = survey::start(&db, &room.teacher, &other, &body, start(&["read"]), now).await;
        assert!(
            matches!(unknown, Err(StoreError::Invalid { .. })),
            "{unknown:?}"
        );
        survey::start(&db, &room.teacher, &other, &body, start(&[]), now)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_on_two_tablets_has_one_response_and_both_see_the_same() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (second, _) = fixture::tablet(&db, &room.teacher).await;
        let (again, _) = fixture::child_in(&db, &second, room.small.milo).await;
        let opened = survey::open(&db, &again, room.run, morning())
            .await
            .unwrap();
        assert_eq!(opened.response, room.response);
        let first = survey::open(&db, &room.child, room.run, morning())
            .await
            .unwrap();
        assert_eq!(first.seed, opened.seed);
        let by_first = room.answers(&db, answer("B", 1, &[("me", "fox")], true));
        let op = Op::Answer {
            response: room.response,
            answer: answer("B", 1, &[("me", "otter")], true),
        };
        let by_second = fixture::act(&db, &again, 1, op);
        let later = if by_first.id > by_second.id {
            "fox"
        } else {
            "otter"
        };
        event::take(&db, &second, vec![by_second], morning())
            .await
            .unwrap();
        room.send(&db, vec![by_first]).await;
        for child in [&room.child, &again] {
            let answers = survey::resume(&db, child).await.unwrap().unwrap().answers;
            let domain::survey::Given::Placed(placed) = &answers[0].given else {
                panic!("placed")
            };
            assert_eq!(placed[0].place, later);
        }
        let (standing, ended) = room.statements(&db).await;
        assert_eq!((standing, ended.len()), (vec![later.to_owned()], 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_teachers_figure_is_the_childs() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let all = [
            answer("P", 1, &[("fish", "red")], true),
            answer("A", 1, &[("read", "pick")], true),
            answer("B", 1, &[("me", "fox")], true),
            answer("Bm", 1, &[("me", "fox")], true),
            answer("C", 1, &[("friend", "not"), ("music", "not")], true),
        ];
        for (done, mut one) in (1..).zip(all) {
            one.took_ms = 900;
            room.send(&db, vec![room.answers(&db, one)]).await;
            let card = survey::home(&db, &room.child).await.unwrap().run.unwrap();
            let of = if done == 5 { 5 } else { 6 };
            assert_eq!(card.progress, Some(Progress { done, of }));
            assert_eq!(card.finished, done == of);
        }
        let page = room.page(&db).await;
        assert_eq!(page.tile.doing, Doing::Done);
        assert!(page.tile.rushed && page.attention.rushed && page.attention.practice);
        assert_eq!(page.attention.mirrored, 1);
        assert_eq!(page.full_name, "Milo Tran");
    })
    .await;
}

#[tokio::test]
async fn a_survey_is_laid_out_for_a_child_before_the_board_says_that_they_are_in_it() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (tablet, _) = fixture::tablet(&db, &room.teacher).await;
        let (sofia, _) = fixture::child_in(&db, &tablet, room.small.sofia_garcia).await;
        let doing = async || {
            let board = board::board(&db, &room.teacher).await.unwrap();
            let tile = board.tiles.into_iter().find(|it| it.child == sofia.id());
            tile.unwrap().doing
        };
        let laid_out = survey::resume(&db, &sofia).await.unwrap();
        let laid_out = laid_out.unwrap();
        assert_eq!(doing().await, Doing::NotStarted);
        let again = survey::resume(&db, &sofia).await.unwrap();
        assert_eq!(again.unwrap().response, laid_out.response);
        let opened = survey::open(&db, &sofia, room.run, morning()).await;
        assert_eq!(opened.unwrap().response, laid_out.response);
        assert!(matches!(doing().await, Doing::Working(it) if it.done == 0));
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        let none = survey::resume(&db, &sofia).await.unwrap();
        assert!(none.is_none());
        // Who is signed in already when the next one starts needs not sign in again.
        fixture::started(&db, &room.teacher).await;
        let next = survey::resume(&db, &sofia).await.unwrap().unwrap();
        assert_ne!(next.response, laid_out.response);
        assert_eq!(next.grade, laid_out.grade);
        assert_eq!(doing().await, Doing::NotStarted);
    })
    .await;
}
