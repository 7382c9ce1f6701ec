//! D6: one child on two tablets at once. Both converge, and what lost stays to be seen.

use crate::{
    TestDb, fixture, morning,
    plan::{give_goal, home, planning, today},
    room::outcomes,
};
use domain::{
    event::{Event, Op, Outcome},
    plan::{Tick, TickState},
};
use store::{StoreError, event, plan};

#[tokio::test(flavor = "multi_thread")]
async fn of_two_tablets_that_ticked_at_once_the_one_that_lost_is_shown_to_the_teacher() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = give_goal(&db, &room, "Speak up").await;
        let (second, _) = fixture::tablet(&db, &room.teacher).await;
        let (there, _) = fixture::child_in(&db, &second, room.small.milo).await;
        let says = |state| {
            let tick = Tick {
                daily: goal.daily[0].id,
                on: today(),
                rev: 1,
                state,
                felt: None,
            };
            Op::Tick { tick }
        };
        let here = fixture::act(&db, &room.child, 1, says(TickState::Done));
        let late = fixture::act(&db, &there, 1, says(TickState::NotToday));
        // The one made last comes first.
        let take = async |device, event: &Event| {
            let sent = event::apply_events(&db, device, vec![event.clone()], morning()).await;
            outcomes(sent.unwrap()).remove(0)
        };
        assert_eq!(take(&second, &late).await, Outcome::Accepted);
        assert_eq!(take(&room.device, &here).await, Outcome::Accepted);
        let ticks = home(&db, &room.child).await.ticks;
        assert_eq!(ticks[0].state, TickState::NotToday);

        let found = plan::list_clashes(
            &db,
            &fixture::of_child(&db, &room.teacher, room.small.milo).await,
            goal.id,
        )
        .await
        .unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].lost.event, here.id);
        assert_eq!(found[0].stands.event, late.id);
        assert_ne!(found[0].lost.tablet, found[0].stands.tablet);

        let other = fixture::teacher(&db, room.small.cole, room.small.room2).await;
        let hidden = plan::list_clashes(
            &db,
            &fixture::of_child(&db, &other, room.small.milo).await,
            goal.id,
        )
        .await;
        assert!(matches!(hidden, Err(StoreError::NotFound)), "{hidden:?}");
    })
    .await;
}
