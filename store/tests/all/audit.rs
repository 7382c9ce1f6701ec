//! S7: the chain of the audit log says where it was broken.

use crate::{TestDb, fixture, morning};
use store::school;

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
