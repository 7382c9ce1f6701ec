//! S7: the chain of the audit log says where it was broken.

use crate::{TestDb, fixture, morning};
use domain::audit::AuditAct;
use store::{StoreError, school};

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_the_log_that_was_changed_taken_out_or_cut_off_is_named() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let console = fixture::console();
        let broken = async || {
            let logs = school::verify_audit_logs(&db, &console).await.unwrap();
            let of = |school: &str| logs.iter().find(|it| it.school == school).unwrap();
            assert_eq!(of("elm").broken_at, None);
            (of("cedar").good_rows, of("cedar").broken_at)
        };
        for _ in 0..1_200 {
            fixture::adult_token(&db, small.reed, morning()).await;
        }
        assert_eq!(broken().await, (1_200, None));
        for (statement, found) in [
            ("DELETE FROM audit WHERE seq = 1200", (1_199, Some(1_200))),
            (
                "UPDATE audit SET detail = 'x' WHERE seq = 1100",
                (1_099, Some(1_100)),
            ),
            ("DELETE FROM audit WHERE seq = 30", (29, Some(30))),
            ("UPDATE audit SET at = at + 1 WHERE seq = 1", (0, Some(1))),
        ] {
            fixture::run_statement(&db, statement).await;
            assert_eq!(broken().await, found, "{statement}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_and_the_leader_read_who_did_what_with_the_names_of_today() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        store::class::set_open(&db, &teacher, true, morning())
            .await
            .unwrap();
        store::signin::new_secret(&db, &teacher, small.milo, morning())
            .await
            .unwrap();
        for who in [small.office, small.leader] {
            let staff = fixture::staff(&db, who).await;
            let log = school::read_audit_log(&db, &staff).await.unwrap();
            assert_eq!(log.broken_at, None);
            assert_eq!(log.all, i64::try_from(log.rows.len()).unwrap());
            let named = |what: AuditAct| {
                let row = log.rows.iter().find(|it| it.what == what.name());
                row.map(|it| (it.who.as_deref(), it.about.as_deref()))
            };
            assert_eq!(
                named(AuditAct::ClassOpened),
                Some((Some("Kim Reed"), Some("Room 1")))
            );
            assert_eq!(
                named(AuditAct::ChildPictures),
                Some((Some("Kim Reed"), Some("Milo Tran")))
            );
            let order: Vec<_> = log.rows.iter().map(|it| it.seq).collect();
            assert!(order.is_sorted_by(|a, b| a > b), "the newest first");
        }
        for other in [small.reed, small.park] {
            let staff = fixture::staff(&db, other).await;
            let log = school::read_audit_log(&db, &staff).await;
            assert!(matches!(log, Err(StoreError::NotFound)));
        }
    })
    .await;
}
