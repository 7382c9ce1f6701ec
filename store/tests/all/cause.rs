//! What of a database's error may be logged: its code and the names of things, never a value.

use crate::TestDb;
use sqlx::{Executor as _, PgPool, SqlitePool};
use store::cause_chain;

/// Of three statements that fail: one names a table there is none of, one says a value twice, one
/// makes a number of a name.
const STATEMENTS: [&str; 3] = [
    "SELECT 1 FROM no_such_table",
    "INSERT INTO twice (name) VALUES ('Milo Tran')",
    "INSERT INTO twice (number) VALUES ('Milo Tran')",
];
const TABLE: &str = "CREATE TABLE twice (name TEXT UNIQUE, number INTEGER CHECK (number < 9))";

async fn causes(url: &str) -> Vec<String> {
    let mut causes = Vec::new();
    let cause = |error: sqlx::Error| cause_chain(&error);
    if url.starts_with("postgres") {
        let pool = PgPool::connect(url).await.unwrap();
        pool.execute(TABLE).await.unwrap();
        pool.execute(STATEMENTS[1]).await.unwrap();
        for statement in STATEMENTS {
            causes.push(cause(pool.execute(statement).await.unwrap_err()));
        }
        pool.close().await;
    } else {
        let pool = SqlitePool::connect(url).await.unwrap();
        pool.execute(TABLE).await.unwrap();
        pool.execute(STATEMENTS[1]).await.unwrap();
        for statement in STATEMENTS {
            causes.push(cause(pool.execute(statement).await.unwrap_err()));
        }
        pool.close().await;
    }
    causes
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cause_has_its_code_and_names_and_no_value() {
    TestDb::each(async |db| {
        let causes = causes(db.url()).await;
        let is_postgres = db.url().starts_with("postgres");
        let expected = if is_postgres {
            [
                "code 42P01, relation \"no_such_table\" does not exist",
                "code 23505, table twice, constraint twice_name_key",
                "code 22P02",
            ]
        } else {
            [
                "code 1, no such table: no_such_table",
                "code 2067, UNIQUE constraint failed: twice.name",
                "code 275, CHECK constraint failed: number < 9",
            ]
        };
        assert_eq!(causes, expected);
        assert!(causes.iter().all(|it| !it.contains("Milo")), "{causes:?}");
    })
    .await;
}

#[test]
fn a_parser_s_error_says_where_and_not_what() {
    let json = serde_json::from_str::<Vec<u8>>("[1, \"Milo\"]").unwrap_err();
    assert_eq!(cause_chain(&json), "JSON, line 1, column 10: Data");
}
