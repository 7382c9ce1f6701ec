//! A child's wish for help: late, twice, out of order; and who of the adults comes.

use crate::{
    TestDb, fixture, morning,
    room::{Room, lesson},
};
use chrono::TimeDelta;
use domain::{
    event::{Event, Op, Outcome, Refusal},
    help::{HelpAnswer, OpenWish, Wish},
    ids::{StatementId, WishId},
};
use store::{Db, board, class, event, help, profile, survey};

async fn tile(db: &Db, room: &Room) -> Option<OpenWish> {
    let board = board::board(db, &room.teacher, crate::morning().date_naive())
        .await
        .unwrap();
    let tile = board.tiles.iter().find(|it| it.child == room.small.milo);
    tile.unwrap().help.clone()
}

fn says(db: &Db, room: &Room, wish: &Wish) -> Event {
    let wish = wish.clone();
    fixture::act(db, &room.child, 1, Op::AskHelp { wish })
}

fn wish(db: &Db, tried: Vec<StatementId>) -> Wish {
    Wish::new(WishId(db.ids().uuid()), tried)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_reaches_the_tile_with_what_was_tried_and_falls_when_it_is_taken_back() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let answer = fixture::answer("A", 1, &[("run", "pick")], true);
        room.send(&db, vec![room.answers(&db, answer)]).await;
        let profile = profile::find_mine(&db, &room.child).await.unwrap().unwrap();
        let tries: Vec<_> = profile.statements.iter().map(|it| it.id).collect();
        let not_theirs = StatementId(db.ids().uuid());
        let asked = wish(&db, [tries.clone(), vec![not_theirs]].concat());
        let before = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap()
            .seq;
        let event = says(&db, &room, &asked);
        let sent = room.send(&db, vec![event.clone(), event]).await;
        assert_eq!(sent, [Outcome::Accepted, Outcome::Duplicate]);
        let stands = tile(&db, &room).await.expect("it stands");
        assert_eq!(stands.wish, asked.wish);
        assert_eq!(stands.coming, None);
        let pictures: Vec<_> = stands.tried.iter().map(|it| &it.picture).collect();
        let own: Vec<_> = profile.statements.iter().map(|it| &it.picture).collect();
        assert_eq!(pictures, own);
        let now = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap()
            .seq;
        assert_eq!(now, before + 1);
        let home = survey::home(&db, &room.child).await.unwrap();
        assert_eq!(home.help.unwrap().wish.wish, asked.wish);

        let back = says(&db, &room, &asked.found());
        assert_eq!(room.send(&db, vec![back]).await, [Outcome::Accepted]);
        assert_eq!(tile(&db, &room).await, None);
        let home = survey::home(&db, &room.child).await.unwrap();
        assert_eq!(home.help, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_before_it_arrived_never_stands() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let asked = wish(&db, Vec::new());
        let events = vec![says(&db, &room, &asked.found()), says(&db, &room, &asked)];
        let sent = room.send(&db, events).await;
        assert_eq!(sent, [Outcome::Accepted, Outcome::Accepted]);
        assert_eq!(tile(&db, &room).await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_sent_late_says_since_when_the_child_waits() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let event = says(&db, &room, &wish(&db, Vec::new()));
        let later = morning() + TimeDelta::minutes(20);
        event::apply_events(&db, &room.device, vec![event], later)
            .await
            .unwrap();
        assert_eq!(tile(&db, &room).await.unwrap().asked_at, morning());

        // A tablet whose clock is years off: since it came.
        let mut event = says(&db, &room, &wish(&db, Vec::new()));
        event.at = morning() - TimeDelta::days(3_650);
        event::apply_events(
            &db,
            &room.device,
            vec![event],
            later + TimeDelta::minutes(1),
        )
        .await
        .unwrap();
        let since = tile(&db, &room).await.unwrap().asked_at;
        assert_eq!(since, later + TimeDelta::minutes(1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_adults_who_come_the_first_is_the_one_and_the_child_is_told() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let milo = room.small.milo;
        let asked = wish(&db, Vec::new());
        room.send(&db, vec![says(&db, &room, &asked)]).await;
        let say = async |who, coming| {
            let stands = help::answer(&db, who, milo, asked.wish, coming, morning()).await;
            stands.unwrap()
        };
        let second = fixture::one_more_teacher(&db, room.small.cedar, room.small.room1).await;
        let second = fixture::teacher(&db, second, room.small.room1).await;
        let stands = say(&room.teacher, HelpAnswer::Yes).await.unwrap();
        assert_eq!(stands.coming.as_deref(), Some("Kim Reed"));
        let stands = say(&second, HelpAnswer::Yes).await.unwrap();
        assert_eq!(stands.coming.as_deref(), Some("Kim Reed"));
        let home = survey::home(&db, &room.child).await.unwrap();
        assert_eq!(home.help.unwrap().coming.as_deref(), Some("Kim Reed"));

        let stands = say(&room.teacher, HelpAnswer::NotMe).await.unwrap();
        assert_eq!(stands.coming, None);
        let stands = say(&second, HelpAnswer::Yes).await.unwrap();
        assert_ne!(stands.coming.as_deref(), Some("Kim Reed"));
        assert_eq!(tile(&db, &room).await, Some(stands));
        assert_eq!(say(&second, HelpAnswer::Done).await, None);
        assert_eq!(tile(&db, &room).await, None);
        // Said again, late.
        assert_eq!(say(&room.teacher, HelpAnswer::Yes).await, None);
        room.send(&db, vec![says(&db, &room, &asked)]).await;
        assert_eq!(tile(&db, &room).await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_from_one_lesson_to_the_next() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        room.send(&db, vec![says(&db, &room, &wish(&db, Vec::new()))])
            .await;
        for open in [false, true] {
            class::set_open(&db, &room.teacher, open, morning())
                .await
                .unwrap();
            assert_eq!(tile(&db, &room).await, None);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_of_another_child_or_of_too_many_tries_is_refused() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let asked = wish(&db, Vec::new());
        room.send(&db, vec![says(&db, &room, &asked)]).await;
        let (tablet, _) = fixture::tablet(&db, &room.teacher).await;
        let (sofia, _) = fixture::child_in(&db, &tablet, room.small.sofia_garcia).await;
        let taken = asked.found();
        let stolen = fixture::act(&db, &sofia, 1, Op::AskHelp { wish: taken });
        let sent = event::apply_events(&db, &tablet, vec![stolen], morning()).await;
        let impossible = Outcome::Rejected {
            why: Refusal::Impossible,
        };
        assert_eq!(sent.unwrap()[0].outcome, impossible);
        assert!(tile(&db, &room).await.is_some());

        let mut many = wish(&db, Vec::new());
        many.tried = (0..6).map(|_| StatementId(db.ids().uuid())).collect();
        let sent = room.send(&db, vec![says(&db, &room, &many)]).await;
        assert_eq!(sent, [impossible]);
    })
    .await;
}
