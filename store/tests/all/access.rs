//! S1, S2: a right proof for the wrong thing finds nothing, the same as a thing that never was.

use crate::{TestDb, fixture, morning, room::lesson};
use domain::{
    ids::{ClassId, PersonId, RunId},
    survey::RunSettings,
};
use store::{StoreError, board, class, device, profile, proof, signin, survey};

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_has_no_proof_of_another_class_school_or_child() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let token = fixture::adult_token(&db, small.reed, morning()).await;
        let nowhere = ClassId(db.ids().uuid());
        for class in [small.room2, small.room9, nowhere] {
            hidden(proof::teacher(&db, &token, class, morning()).await);
        }
        let nobody = PersonId(db.ids().uuid());
        for child in [small.ana, small.leo, nobody] {
            hidden(proof::teacher_of_child(&db, &token, child, "plan", morning()).await);
        }
        let own = proof::teacher_of_child(&db, &token, small.milo, "plan", morning())
            .await
            .unwrap();
        assert_eq!(own.class(), small.room1);
        for forged in ["", "x", "é"] {
            let refused = proof::staff(&db, forged, morning()).await;
            assert!(matches!(refused, Err(StoreError::SignedOut)));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_looks_into_every_class_of_the_school_and_changes_nothing() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let small = room.small;
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        board::board(&db, &leader, crate::morning().date_naive())
            .await
            .unwrap();
        board::changes_since(&db, &leader, 0).await.unwrap();
        profile::child_page(&db, &fixture::of_child(&db, &leader, small.milo).await)
            .await
            .unwrap();
        store::refused_event::list_refused(&db, &leader)
            .await
            .unwrap();
        let staff = fixture::staff(&db, small.leader).await;
        assert_eq!(class::my_classes(&db, &staff).await.unwrap().len(), 2);
        hidden(proof::teaches(&db, &staff, small.room9).await);
        let now = morning();
        hidden(class::set_open(&db, &leader, false, now).await);
        hidden(device::new_code(&db, &leader, now).await);
        hidden(device::list(&db, &leader, now).await);
        hidden(device::revoke(&db, &leader, room.device.id(), now).await);
        hidden(signin::secrets(&db, &leader, now).await);
        hidden(signin::new_secret(&db, &leader, small.milo, now).await);
        hidden(signin::unlock(&db, &leader, small.milo, now).await);
        hidden(survey::stop(&db, &leader, now).await);
        let small_survey = fixture::small_survey();
        let start = RunSettings::default();
        hidden(
            survey::start(
                &db,
                &leader,
                &small_survey,
                fixture::SURVEY,
                None,
                start,
                now,
            )
            .await,
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_sees_no_class() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let staff = fixture::staff(&db, small.office).await;
        hidden(proof::teaches(&db, &staff, small.room1).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_proof_for_the_wrong_child_or_tablet_finds_nothing() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (small, now) = (room.small, morning());
        for child in [small.ana, small.leo, small.cole, PersonId(db.ids().uuid())] {
            hidden(
                profile::child_page(&db, &fixture::of_child(&db, &room.teacher, child).await).await,
            );
            hidden(signin::unlock(&db, &room.teacher, child, now).await);
            hidden(signin::new_secret(&db, &room.teacher, child, now).await);
            let secret = fixture::secret();
            hidden(signin::try_pictures(&db, &room.device, child, &secret, now).await);
            hidden(signin::gate(&db, &room.device, child, now).await);
        }
        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        hidden(device::revoke(&db, &cole, room.device.id(), now).await);
        let park = fixture::teacher(&db, small.park, small.room9).await;
        class::set_open(&db, &park, true, now).await.unwrap();
        let (tablet, _) = fixture::tablet(&db, &park).await;
        let (leo, _) = fixture::child_in(&db, &tablet, small.leo).await;
        for run in [room.run, RunId(db.ids().uuid())] {
            hidden(survey::open(&db, &leo, run, now).await);
        }
        assert!(survey::home(&db, &leo).await.unwrap().run.is_none());
        assert!(survey::resume(&db, &leo).await.unwrap().is_none());
        assert!(profile::find_mine(&db, &leo).await.unwrap().is_none());
    })
    .await;
}
